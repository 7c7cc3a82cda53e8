using Payments.Orders;

namespace Payments.Charging;

/// <summary>
/// Tells Ordering at once what a payment came to, since the shopper who waits for it looks at the order next. Where that fails nothing is lost:
/// <c>payments.events</c> tells it too, for certain.
/// </summary>
internal sealed class OrderNotices(OrderingClient ordering, ILogger<OrderNotices> logger)
{
    public async Task TellAsync(PaymentRow payment, string step, CancellationToken cancellationToken)
    {
        try
        {
            await ordering.StepAsync(payment.OrderId, new(payment.Id, step, null), cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogInformation(
                "Ordering could not be told at once that order {OrderId} is {Step}, the event follows: {Reason}",
                payment.OrderId,
                step,
                error.Message
            );
        }
    }
}
