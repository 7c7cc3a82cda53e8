using Platform.Engines.Kafka.Groups.Apis;
using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Transactions.Apis;

/// <remarks>Source: TxnOffsetCommitRequest.json, TxnOffsetCommitResponse.json; versions 0–3, flexible from 3. The member is named from 3 on.</remarks>
internal sealed class TxnOffsetCommitApi(TransactionCoordinator transactions) : IApi
{
    private static readonly MemberClaim Nobody = new("", null, -1);

    public ApiKey Key => ApiKey.TxnOffsetCommit;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var version = context.Version;
        var transactionalId = request.String();
        var groupId = request.String();
        var producer = new ProducerIdentity(request.Int64(), request.Int16());
        var member = version >= 3 ? ReadMember(request) : Nobody;
        var offsets = PartitionLists.Read(request, one => OffsetCommitApi.ReadOffset(one, withEpoch: version >= 2)) ?? [];
        request.TaggedFields();
        var answers =
            groupId.Length == 0
                ? offsets.ConvertAll(_ => ErrorCode.InvalidGroupId)
                : transactions.CommitOffsets(transactionalId, producer, groupId, member, offsets);
        response.Int32(0);
        PartitionLists.WriteErrors(response, offsets.Select(one => one.Partition), answers);
        response.TaggedFields();
        return ValueTask.CompletedTask;
    }

    private static MemberClaim ReadMember(RequestReader request)
    {
        var generation = request.Int32();
        return new MemberClaim(request.String(), request.NullableString(), generation);
    }
}
