using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Apis;

/// <remarks>Source: OffsetFetchRequest.json, OffsetFetchResponse.json; versions 1–7, flexible from 6.</remarks>
internal sealed class OffsetFetchApi(GroupCoordinator groups) : IApi
{
    public ApiKey Key => ApiKey.OffsetFetch;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var version = context.Version;
        var groupId = request.String();
        var partitions = PartitionLists.Read(request);
        var requireStable = version >= 7 && request.Boolean();
        request.TaggedFields();
        if (partitions is null && version < 2)
        {
            throw new MalformedRequestException("OffsetFetch asks for all topics, which it may from version 2 on");
        }

        var answers = groups.Fetch(groupId, partitions, requireStable);
        if (version >= 3)
        {
            response.Int32(0);
        }

        PartitionLists.Write(
            response,
            answers.Select(answer => (answer.Partition, answer)),
            (writer, answer) =>
            {
                writer.Int64(answer.Offset.Offset);
                if (version >= 5)
                {
                    writer.Int32(answer.Offset.LeaderEpoch);
                }

                writer.NullableString(answer.Offset.Metadata);
                writer.Error(answer.Error);
            }
        );
        if (version >= 2)
        {
            response.Error(ErrorCode.None);
        }

        response.TaggedFields();
        return ValueTask.CompletedTask;
    }
}
