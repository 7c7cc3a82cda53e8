using Payments.Charging;
using Payments.Gateway;

namespace Payments.Refunds;

/// <summary>Brings a refund to its end: given back once, or refused by the gateway.</summary>
internal sealed class RefundFlow(
    PaymentStore payments,
    RefundStore refunds,
    GatewayClient gateway,
    OrderNotices notices,
    ILogger<RefundFlow> logger
)
{
    /// <summary>May be called again at any time: the gateway acts once for each attempt's key, and only one call writes the end.</summary>
    public async Task ResolveAsync(RefundRow refund, CancellationToken cancellationToken)
    {
        var payment = (await payments.FindAsync(refund.PaymentId, cancellationToken))!;
        var key = payment.Charge.Key;
        var cancel = new CancelPayment(refund.Marker, refund.Amount);
        var answer = await gateway.CancelAsync(key, cancel, $"refund-{refund.Id}-{refund.Attempt}", cancellationToken);
        if (answer.Payment is not null)
            await DoneAsync(refund, cancellationToken);
        else if (answer.IsRefused)
            await refunds.FailAsync(refund, answer.Error!, cancellationToken);
        else if (answer.IsInconclusive)
            await LookForAsync(refund, key, cancellationToken);
        else
            await refunds.PostponeAsync(refund, newAttempt: answer.IsPassing, cancellationToken);
    }

    /// <summary>The gateway failed after it had done the cancellation, or before: its list of cancellations tells.</summary>
    private async Task LookForAsync(RefundRow refund, string key, CancellationToken cancellationToken)
    {
        var answer = await gateway.InquireAsync(key, cancellationToken);
        if (answer.Payment?.Cancels?.Any(cancel => cancel.CancelReason == refund.Marker) == true)
            await DoneAsync(refund, cancellationToken);
        else
            await refunds.PostponeAsync(refund, newAttempt: answer.Payment is not null, cancellationToken);
    }

    private async Task DoneAsync(RefundRow refund, CancellationToken cancellationToken)
    {
        if (await refunds.DoneAsync(refund, cancellationToken) is not { } payment)
            return;
        logger.LogInformation("Of order {OrderId}, {Amount} won were given back.", payment.OrderId, refund.Amount);
        if (payment.Status == PaymentStatus.Refunded)
            await notices.TellAsync(payment, OrderStep.Refunded, cancellationToken);
    }
}
