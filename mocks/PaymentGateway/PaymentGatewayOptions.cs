namespace Platform.Mocks.PaymentGateway;

/// <summary>Section <c>PaymentGateway</c> of the configuration.</summary>
public sealed class PaymentGatewayOptions
{
    /// <summary>What shops authenticate with: Basic, the key as user name, no password.</summary>
    public string SecretKey { get; set; } = "test_sk_platform";

    /// <summary>Largest amount of one payment, in won.</summary>
    public long MaxAmount { get; set; } = 10_000_000;

    /// <summary>Payments and idempotency keys kept in memory; the oldest leave first.</summary>
    public int MaxPayments { get; set; } = 100_000;

    /// <summary>How long the slow test cards keep a shop waiting.</summary>
    public double HangSeconds { get; set; } = 30;

    /// <summary>A folder with <c>mappings/</c> and <c>__files/</c> in WireMock's format; none by default.</summary>
    public string? Stubs { get; set; }

    public WebhookOptions Webhook { get; set; } = new();

    internal TimeSpan Hang => TimeSpan.FromSeconds(HangSeconds);
}

/// <summary>Where the shop wants to hear of changes.</summary>
public sealed class WebhookOptions
{
    /// <summary>No URL, no webhooks.</summary>
    public string? Url { get; set; }

    /// <summary>Key of the HMAC-SHA256 signature; without one, webhooks are unsigned.</summary>
    public string? Secret { get; set; }

    /// <summary>Pause before the first retry; each further one is four times as long.</summary>
    public double RetrySeconds { get; set; } = 1;

    internal TimeSpan Retry => TimeSpan.FromSeconds(RetrySeconds);
}
