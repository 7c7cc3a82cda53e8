using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Transactions.Apis;

/// <remarks>Source: EndTxnRequest.json, EndTxnResponse.json; versions 0–1, none flexible.</remarks>
internal sealed class EndTxnApi(TransactionCoordinator transactions) : IApi
{
    public ApiKey Key => ApiKey.EndTxn;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var transactionalId = request.String();
        var producer = new ProducerIdentity(request.Int64(), request.Int16());
        var commit = request.Boolean();
        response.Int32(0);
        response.Error(TransactionErrors.Classic(transactions.End(transactionalId, producer, commit)));
        return ValueTask.CompletedTask;
    }
}
