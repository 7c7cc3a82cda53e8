using Microsoft.Extensions.Options;
using Platform.Mocks.PaymentGateway.Webhooks;

namespace Platform.Mocks.PaymentGateway.Payments;

/// <summary>What becomes of a payment: the ledger's steps, the card's behaviour in between, a webhook after each change.</summary>
public sealed class Checkout(
    PaymentLedger ledger,
    WebhookDispatcher webhooks,
    IOptions<PaymentGatewayOptions> options,
    TimeProvider time,
    IHostApplicationLifetime lifetime
)
{
    /// <summary>Charges the card. Runs to its end whether or not the shop still listens.</summary>
    /// <returns>Null when the shop gets no answer: its connection is to be cut.</returns>
    /// <exception cref="PgException">The ledger or the card refused.</exception>
    public async Task<Payment?> ConfirmAsync(string paymentKey, string orderId, long amount)
    {
        var payment = ledger.BeginConfirm(paymentKey, orderId, amount);
        switch (payment.Card.Behaviour)
        {
            case CardBehaviour.Refuses:
                throw Refused(payment, payment.Card.Refusal!);
            case CardBehaviour.StumblesOnce when payment.Attempts == 1:
                throw Refused(payment, PgError.ProviderError);
            case CardBehaviour.NeverAnswers:
                await HangAsync();
                Settle(payment, PgError.FailedInternalSystemProcessing);
                return null;
            case CardBehaviour.ChargesThenHangs:
                var charged = Settle(payment, failure: null);
                await HangAsync();
                return charged;
            case CardBehaviour.HangsThenCharges:
                await HangAsync();
                return Settle(payment, failure: null);
            case CardBehaviour.ChargesThenFails:
                Settle(payment, failure: null);
                throw new PgException(PgError.FailedInternalSystemProcessing);
            default:
                return Settle(payment, failure: null);
        }
    }

    public Payment Cancel(string paymentKey, string reason, long? amount)
    {
        var canceled = ledger.Cancel(paymentKey, reason, amount);
        webhooks.Announce(canceled);
        return canceled;
    }

    private PgException Refused(Payment payment, PgError error)
    {
        Settle(payment, error);
        return new PgException(error);
    }

    private Payment Settle(Payment payment, PgError? failure)
    {
        var settled = ledger.Settle(payment, failure);
        if (settled.Status is not PaymentStatus.Ready)
            webhooks.Announce(settled);
        return settled;
    }

    // A gateway that is being stopped must not sit out the hang.
    private async Task HangAsync() =>
        await Task.Delay(options.Value.Hang, time, lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
