using Platform.Mocks.SalesChannel.Behaviour;

namespace Platform.Mocks.SalesChannel;

/// <summary>Section <c>SalesChannel</c> of the configuration.</summary>
public sealed class SalesChannelOptions
{
    public HanbitOptions Hanbit { get; set; } = new();

    public ByeolOptions Byeol { get; set; } = new();

    /// <summary>What goes wrong from the start; nothing by default.</summary>
    public MisbehaviourOptions Misbehaviour { get; set; } = new();

    /// <summary>Orders that made-up shoppers place at each mall in a minute; 0: nobody buys by himself.</summary>
    public double OrdersPerMinute { get; set; }

    /// <summary>Products (items) that each mall keeps; one more is refused.</summary>
    public int MaxProducts { get; set; } = 100_000;

    /// <summary>Orders that each mall keeps; the oldest leave first.</summary>
    public int MaxOrders { get; set; } = 10_000;

    /// <summary>A folder with <c>mappings/</c> and <c>__files/</c> in WireMock's format; none by default.</summary>
    public string? Stubs { get; set; }
}

/// <summary>The mall that is polled.</summary>
public sealed class HanbitOptions
{
    /// <summary>What the seller sends as <c>X-Hanbit-Api-Key</c>.</summary>
    public string ApiKey { get; set; } = "hanbit_test_key";
}

/// <summary>The mall that sends webhooks.</summary>
public sealed class ByeolOptions
{
    public string AccessKey { get; set; } = "byeol_test_ak";

    /// <summary>Key of the signatures, the seller's and the webhooks'.</summary>
    public string SecretKey { get; set; } = "byeol_test_sk";

    /// <summary>How long a new item is reviewed; 0: on sale at once.</summary>
    public double ReviewSeconds { get; set; } = 3;

    /// <summary>Items whose title contains one are rejected; none configured: one word for counterfeits.</summary>
    public IList<string> BannedWords { get; } = [];

    public WebhookOptions Webhook { get; set; } = new();

    internal TimeSpan Review => TimeSpan.FromSeconds(ReviewSeconds);

    internal IEnumerable<string> Banned => BannedWords.Count > 0 ? BannedWords : ["짝퉁"];
}

/// <summary>Where the seller wants to hear of orders.</summary>
public sealed class WebhookOptions
{
    /// <summary>No URL, no webhooks.</summary>
    public string? Url { get; set; }

    /// <summary>Pause before the first retry; each further one is twice as long.</summary>
    public double RetrySeconds { get; set; } = 1;

    /// <summary>How long the seller may take to answer.</summary>
    public double TimeoutSeconds { get; set; } = 5;

    internal TimeSpan Retry => TimeSpan.FromSeconds(RetrySeconds);

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}
