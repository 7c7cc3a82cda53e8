using Payments.Orders;
using Payments.Refunds;

namespace Payments.Charging;

/// <summary>Tells Ordering what a payment came to: at once where it can, later where it must.</summary>
internal sealed class OrderNotices(PaymentStore store, RefundStore refunds, OrderingClient ordering, ILogger<OrderNotices> logger)
{
    public async Task TellAsync(PaymentRow payment, CancellationToken cancellationToken)
    {
        if (payment.OrderStep is not { } step)
            return;
        try
        {
            var answer = await ordering.StepAsync(payment.OrderId, new(payment.Id, step, null), cancellationToken);
            if (answer.Order is null)
                await RefusedAsync(payment, answer.Refusal!, cancellationToken);
            await store.ToldAsync(payment, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("Ordering could not be told that order {OrderId} is {Step}: {Reason}", payment.OrderId, step, error.Message);
            await store.PostponeAsync(payment, cancellationToken);
        }
    }

    /// <summary>An order that cannot be paid any more must not keep the money. The other steps find it where they would have led.</summary>
    private async Task RefusedAsync(PaymentRow payment, Refusal refusal, CancellationToken cancellationToken)
    {
        if (payment.OrderStep != OrderStep.Paid)
            return;
        logger.LogError("Order {OrderId} does not take its payment, which is given back: {Reason}", payment.OrderId, refusal.Message);
        await refunds.RequestAllAsync(payment.Id, "order-refused", "Order not payable", cancellationToken);
    }
}
