using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Events;
using Platform.Services;

namespace Ordering.Orders;

/// <summary>What Ordering reads of <c>payments.events</c>.</summary>
internal sealed record PaymentOutcome(Guid PaymentId, Guid OrderId);

/// <summary>
/// What payments came to, as certain as their commit. Payments also calls while a shopper waits, so most steps are taken when their event comes.
/// </summary>
internal sealed class PaymentOutcomes(OrderPayment payment, IOutbox outbox, TimeProvider time, ILogger<PaymentOutcomes> logger)
    : IEventHandler<PaymentOutcome>
{
    public const string Topic = "payments.events";
    public const string Paid = "payment.paid";
    public const string Failed = "payment.failed";
    public const string Withdrawn = "payment.withdrawn";
    public const string Refunded = "payment.refunded";

    public async Task HandleAsync(PaymentOutcome outcome, EventContext context, CancellationToken cancellationToken)
    {
        var action = context.Type switch
        {
            Paid => "paid",
            Failed => "failed",
            Withdrawn => "withdraw",
            _ => "refunded",
        };
        var taken = await payment.TryAsync(context.Transaction, outcome.OrderId, new(outcome.PaymentId, action), cancellationToken);
        if (!taken && context.Type == Paid)
            await RefuseUnlessPaidAsync(context.Transaction, outcome, cancellationToken);
    }

    /// <summary>An order that cannot be paid any more must not keep the money.</summary>
    private async Task RefuseUnlessPaidAsync(NpgsqlTransaction transaction, PaymentOutcome outcome, CancellationToken cancellationToken)
    {
        var order = await transaction.Connection!.QuerySingleOrDefaultAsync<OrderRow>(
            "select * from orders where id = @OrderId",
            new { outcome.OrderId },
            transaction
        );
        if (order?.PaymentId == outcome.PaymentId && order.Status is OrderStatus.Paid or OrderStatus.Refunded)
            return;
        logger.LogError(
            "Order {OrderId} is {Status} and does not take its payment, which goes back.",
            outcome.OrderId,
            order?.Status ?? "unknown"
        );
        var refused = new OrderEvent(
            outcome.OrderId,
            order?.UserId ?? "",
            order?.Status ?? "UNKNOWN",
            order?.Total ?? 0,
            outcome.PaymentId,
            [],
            time.UtcNow()
        );
        await outbox.AddAsync(transaction, refused.ToMessage(OrderEvent.PaymentRefused), cancellationToken);
    }
}
