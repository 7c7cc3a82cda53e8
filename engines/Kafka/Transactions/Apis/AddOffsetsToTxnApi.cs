using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Transactions.Apis;

/// <remarks>Source: AddOffsetsToTxnRequest.json, AddOffsetsToTxnResponse.json; versions 0–1, none flexible.</remarks>
internal sealed class AddOffsetsToTxnApi(TransactionCoordinator transactions) : IApi
{
    public ApiKey Key => ApiKey.AddOffsetsToTxn;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var transactionalId = request.String();
        var producer = new ProducerIdentity(request.Int64(), request.Int16());
        var groupId = request.String();
        var error = groupId.Length == 0 ? ErrorCode.InvalidGroupId : transactions.Add(transactionalId, producer, [], [groupId]);
        response.Int32(0);
        response.Error(TransactionErrors.Classic(error));
        return ValueTask.CompletedTask;
    }
}
