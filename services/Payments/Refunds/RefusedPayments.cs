using Payments.Charging;
using Platform.ServiceDefaults.Events;
using Platform.ServiceDefaults.Kafka;

namespace Payments.Refunds;

/// <summary>What Payments reads of <c>ordering.orders</c>.</summary>
internal sealed record RefusedPayment(Guid OrderId, Guid PaymentId);

/// <summary>Gives money back that an order did not take.</summary>
internal sealed class RefusedPayments(PaymentStore payments, RefundStore refunds, ILogger<RefusedPayments> logger)
    : IEventHandler<RefusedPayment>
{
    public const string Topic = "ordering.orders";
    public const string Type = "order.payment_refused";

    public async Task HandleAsync(RefusedPayment refused, EventContext context, CancellationToken cancellationToken)
    {
        if (await payments.FindAsync(refused.PaymentId, cancellationToken) is null)
            throw new PoisonMessageException($"There is no payment {refused.PaymentId}.");
        var claim = await refunds.RequestAllAsync(
            context.Transaction,
            refused.PaymentId,
            "order-refused",
            "Order not payable",
            cancellationToken
        );
        if (claim.Refusal is { } refusal)
            logger.LogInformation("Nothing is left to give back for order {OrderId}: {Reason}", refused.OrderId, refusal.Message);
        else
            logger.LogError(
                "Order {OrderId} does not take its payment {PaymentId}, which is given back.",
                refused.OrderId,
                refused.PaymentId
            );
    }
}
