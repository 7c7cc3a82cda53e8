using Payments.Gateway;
using Payments.Orders;

namespace Payments.Charging;

/// <summary>Takes a payment from the shopper's request to the gateway, while the shopper waits.</summary>
internal sealed class PaymentFlow(
    PaymentStore store,
    OrderingClient ordering,
    GatewayClient gateway,
    Settlement settlement,
    OrderNotices notices,
    StopGrace grace,
    ILogger<PaymentFlow> logger
)
{
    /// <summary>
    /// The payment as far as it got: final, or CONFIRMING/UNKNOWN when that is decided later, or CREATED when a peer was not there; null while
    /// another request with the same key is at it.
    /// </summary>
    public async Task<PaymentRow?> PayAsync(PaymentRow payment, string? cardNumber, CancellationToken cancellationToken)
    {
        OrderToPay order;
        try
        {
            var begun = await ordering.StepAsync(payment.OrderId, new(payment.Id, OrderStep.Begin, payment.UserId), cancellationToken);
            if (begun.Order is null)
                return await RefuseAsync(payment, begun.Refusal!, withdrawn: false);
            order = begun.Order;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("Ordering could not be asked for order {OrderId}: {Reason}", payment.OrderId, error.Message);
            return payment;
        }

        var (key, card, refusal, inHand) = await OpenAsync(payment, order, cardNumber, cancellationToken);
        if (refusal is not null)
            return await RefuseAsync(payment, refusal, withdrawn: true);
        if (key is null)
            return inHand ? null : payment;

        if (await store.BeginConfirmAsync(payment.Id, order.Total, key, card, cancellationToken) is { } confirming)
            await grace.RunAsync(stop => settlement.ConfirmAsync(confirming, stop));
        return await CurrentAsync(payment);
    }

    private async Task<(string? Key, string? Card, Refusal? Refusal, bool InHand)> OpenAsync(
        PaymentRow payment,
        OrderToPay order,
        string? cardNumber,
        CancellationToken cancellationToken
    )
    {
        if (cardNumber is null)
            return (payment.PaymentKey, null, null, false);
        var open = new OpenPayment(payment.OrderId.ToString(), order.Total, cardNumber, order.Name);
        var answer = await gateway.OpenAsync(payment.Id, open, cancellationToken);
        if (answer.IsRefused)
            return (null, null, new(StatusCodes.Status422UnprocessableEntity, answer.Error!.Code, answer.Error.Message), false);
        return (answer.Payment?.PaymentKey, answer.Payment?.Card?.Number, null, answer.IsInHand);
    }

    private async Task<PaymentRow> RefuseAsync(PaymentRow payment, Refusal refusal, bool withdrawn)
    {
        if (await store.RefuseAsync(payment.Id, refusal, withdrawn, CancellationToken.None) is not { } refused)
            return await CurrentAsync(payment);
        if (withdrawn)
            await grace.RunAsync(stop => notices.TellAsync(refused, OrderStep.Withdraw, stop));
        return refused;
    }

    private async Task<PaymentRow> CurrentAsync(PaymentRow payment) => (await store.FindAsync(payment.Id, CancellationToken.None))!;
}
