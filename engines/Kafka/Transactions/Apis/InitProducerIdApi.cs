using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Transactions.Apis;

/// <remarks>Source: InitProducerIdRequest.json, InitProducerIdResponse.json; versions 0–4, flexible from 2. PRODUCER_FENCED has a name of its own from 4 on.</remarks>
internal sealed class InitProducerIdApi(TransactionCoordinator transactions) : IApi
{
    public ApiKey Key => ApiKey.InitProducerId;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var transactionalId = request.NullableString();
        var timeout = TimeSpan.FromMilliseconds(request.Int32());
        var present = context.Version >= 3 ? new ProducerIdentity(request.Int64(), request.Int16()) : ProducerIdentity.None;
        request.TaggedFields();
        var (error, producer) = transactions.Init(transactionalId, timeout, present);
        response.Int32(0);
        response.Error(error is ErrorCode.ProducerFenced && context.Version < 4 ? ErrorCode.InvalidProducerEpoch : error);
        response.Int64(producer.Id);
        response.Int16(producer.Epoch);
        response.TaggedFields();
        return ValueTask.CompletedTask;
    }
}
