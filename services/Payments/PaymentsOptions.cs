namespace Payments;

/// <summary>Bound from <c>PaymentGateway</c> and <c>Payments</c>.</summary>
public sealed class PaymentsOptions
{
    /// <summary>The gateway's secret key (<c>PaymentGateway:SecretKey</c>).</summary>
    public required string SecretKey { get; init; }

    /// <summary>Signs the gateway's webhooks (<c>PaymentGateway:Webhook:Secret</c>). Without it no webhook is believed.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>After how long a payment that stopped short of the gateway is withdrawn: longer than its calls can take.</summary>
    public TimeSpan CreationLease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>After how long somebody else asks the gateway what became of a call.</summary>
    public TimeSpan ConfirmLease { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>First pause before the gateway is asked again; doubles up to 32 times.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a confirm is tried when the card company stumbles.</summary>
    public int MaxAttempts { get; init; } = 3;

    public TimeSpan RetryAfter(int tries) => RetryDelay * Math.Pow(2, Math.Min(tries, 5));
}
