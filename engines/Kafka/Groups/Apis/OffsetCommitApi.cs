using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Groups.Offsets;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Apis;

/// <remarks>Source: OffsetCommitRequest.json, OffsetCommitResponse.json; versions 2–8, flexible from 8. A client's own retention (2–4) is not kept.</remarks>
internal sealed class OffsetCommitApi(GroupCoordinator groups) : IApi
{
    public ApiKey Key => ApiKey.OffsetCommit;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var version = context.Version;
        var groupId = request.String();
        var generation = request.Int32();
        var memberId = request.String();
        var instanceId = version >= 7 ? request.NullableString() : null;
        if (version <= 4)
        {
            request.Int64();
        }

        var offsets = PartitionLists.Read(request, one => ReadOffset(one, withEpoch: version >= 6)) ?? [];
        request.TaggedFields();
        var answers = groups.Commit(groupId, new MemberClaim(memberId, instanceId, generation), offsets);
        if (version >= 3)
        {
            response.Int32(0);
        }

        PartitionLists.WriteErrors(response, offsets.Select(one => one.Partition), answers);
        response.TaggedFields();
        return ValueTask.CompletedTask;
    }

    /// <summary>A partition with the offset to commit, as OffsetCommit and TxnOffsetCommit have it.</summary>
    public static (int Partition, CommittedOffset Offset) ReadOffset(RequestReader request, bool withEpoch)
    {
        var partition = request.Int32();
        var offset = new CommittedOffset(request.Int64(), withEpoch ? request.Int32() : -1, request.NullableString() ?? "");
        request.TaggedFields();
        return (partition, offset);
    }
}
