using Payments.Gateway;
using Payments.Refunds;

namespace Payments.Charging;

/// <summary>Takes over what changed at the gateway without us: a cancellation made there, a charge that came after all.</summary>
internal sealed class GatewayChanges(PaymentStore store, RefundStore refunds, GatewayClient gateway, ILogger<GatewayChanges> logger)
{
    public async Task AdoptAsync(PaymentRow payment, CancellationToken cancellationToken)
    {
        var answer = payment.PaymentKey is { } key ? await gateway.InquireAsync(key, cancellationToken) : GatewayAnswer.None;
        var done = answer.Payment switch
        {
            { IsCharged: true, BalanceAmount: > 0 } charged when payment.Status == PaymentStatus.Failed => await GiveBackAsync(
                payment,
                charged,
                cancellationToken
            ),
            { } known when payment.Status != PaymentStatus.Failed => await refunds.AdoptAsync(payment.Id, known, cancellationToken),
            null when answer.Error is null => false,
            _ => true,
        };
        if (done)
            await store.SettledAsync(payment, cancellationToken);
        else
            await store.PostponeAsync(payment, cancellationToken);
    }

    /// <summary>The order was let go when this payment failed: money that came later goes back.</summary>
    private async Task<bool> GiveBackAsync(PaymentRow payment, GatewayPayment charged, CancellationToken cancellationToken)
    {
        if (charged.OrderId != payment.OrderId.ToString())
            return true;
        logger.LogError("Payment {PaymentId} was charged after it had failed; {Amount} won go back.", payment.Id, charged.BalanceAmount);
        var cancel = new CancelPayment("Charged too late", charged.BalanceAmount);
        var answer = await gateway.CancelAsync(charged.PaymentKey, cancel, $"late-{payment.Id}", cancellationToken);
        return answer.Payment is not null;
    }
}
