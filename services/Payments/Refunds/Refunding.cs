using Payments.Charging;
using Platform.Services;

namespace Payments.Refunds;

/// <summary>What a request to refund came to, for who asked.</summary>
internal sealed record RefundResult(Payment? Payment, bool IsDecided, Refusal? Refusal = null);

/// <summary>Gives money back while somebody waits; what is not decided then, the reconciliation decides.</summary>
internal sealed class Refunding(
    PaymentStore payments,
    RefundStore refunds,
    RefundFlow flow,
    PaymentsOptions options,
    TimeProvider time,
    StopGrace grace
)
{
    public Task<PaymentRow?> FindAsync(Guid id, CancellationToken cancellationToken) => payments.FindAsync(id, cancellationToken);

    public async Task<RefundResult> RefundAsync(
        Guid paymentId,
        string key,
        long? amount,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var claim = await refunds.RequestAsync(paymentId, key, amount, reason, time.UtcNow() + options.ConfirmLease, cancellationToken);
        if (claim.Refund is not { } refund)
            return new(null, false, claim.Refusal);
        if (refund.Status == RefundRow.Requested)
            await grace.RunAsync(stop => flow.ResolveAsync(refund, stop));
        var ended = (await refunds.FindAsync(refund.Id, CancellationToken.None))!;
        if (ended.Status == RefundRow.Failed)
            return new(null, true, new(409, ended.FailureCode!, ended.FailureMessage!));
        var current = (await payments.FindAsync(paymentId, CancellationToken.None))!;
        var all = await refunds.ListAsync(paymentId, CancellationToken.None);
        return new(current.ToPayment(all), ended.Status == RefundRow.Done);
    }
}
