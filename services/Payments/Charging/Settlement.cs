using Payments.Gateway;

namespace Payments.Charging;

/// <summary>
/// Brings a payment that may have been charged to its end: PAID or FAILED, by what the gateway says and nothing else. Several may try at once, here or
/// in another replica: confirming is idempotent by key, and only one writes the end.
/// </summary>
internal sealed class Settlement(
    PaymentStore store,
    GatewayClient gateway,
    OrderNotices notices,
    PaymentsOptions options,
    ILogger<Settlement> logger
)
{
    /// <summary>Charges the card.</summary>
    public async Task ConfirmAsync(PaymentRow payment, CancellationToken cancellationToken)
    {
        var (key, amount) = payment.Charge;
        var confirm = new ConfirmPayment(key, payment.OrderId.ToString(), amount);
        var answer = await gateway.ConfirmAsync(confirm, $"confirm-{payment.Id}-{payment.Attempt}", cancellationToken);
        if (answer.Payment is { IsCharged: true } charged)
            await ChargedAsync(payment, charged, cancellationToken);
        else if (answer.IsPassing && payment.Attempt < options.MaxAttempts)
            await AgainAsync(payment, cancellationToken);
        else if (answer.IsRefused || answer.IsPassing)
            await RefusedAsync(payment, answer.Error!, cancellationToken);
        else
            await store.UnknownAsync(payment, cancellationToken);
    }

    /// <summary>Asks the gateway what became of a confirm, and confirms again if it never arrived.</summary>
    public async Task ResolveAsync(PaymentRow payment, CancellationToken cancellationToken)
    {
        var answer = await gateway.InquireAsync(payment.Charge.Key, cancellationToken);
        if (answer.Payment is { IsCharged: true } charged)
            await ChargedAsync(payment, charged, cancellationToken);
        else if (answer.Payment is { IsDead: true } dead)
            await RefusedAsync(payment, dead.Failure ?? new(dead.Status, "The payment was not charged."), cancellationToken);
        else if (answer.Payment is { IsReady: true })
            await ConfirmAsync(payment, cancellationToken);
        else if (answer.Error is { Code: "NOT_FOUND_PAYMENT" } unknown)
            await RefusedAsync(payment, unknown, cancellationToken);
        else
            await store.UnknownAsync(payment, cancellationToken);
    }

    private async Task AgainAsync(PaymentRow payment, CancellationToken cancellationToken)
    {
        if (await store.NextAttemptAsync(payment, cancellationToken) is { } next)
            await ConfirmAsync(next, cancellationToken);
    }

    private async Task ChargedAsync(PaymentRow payment, GatewayPayment charged, CancellationToken cancellationToken)
    {
        // A key that belongs to another order's payment pays nothing here, however well that one is paid.
        if (charged.OrderId != payment.OrderId.ToString() || charged.TotalAmount != payment.Amount)
        {
            var mismatch = new GatewayError("PAYMENT_MISMATCH", "The payment key belongs to another order or amount.");
            await RefusedAsync(payment, mismatch, cancellationToken);
            return;
        }
        if (await store.PaidAsync(payment.Id, charged.Card?.Number, cancellationToken) is not { } paid)
            return;
        logger.LogInformation("Order {OrderId} is paid: {Amount} won.", paid.OrderId, paid.Amount);
        await notices.TellAsync(paid, OrderStep.Paid, cancellationToken);
    }

    private async Task RefusedAsync(PaymentRow payment, GatewayError error, CancellationToken cancellationToken)
    {
        var refusal = new Refusal(StatusCodes.Status402PaymentRequired, error.Code, error.Message);
        if (await store.FailAsync(payment.Id, refusal, cancellationToken) is not { } failed)
            return;
        logger.LogInformation("Order {OrderId} is not paid: {Code}.", failed.OrderId, error.Code);
        await notices.TellAsync(failed, OrderStep.Failed, cancellationToken);
    }
}
