using Platform.Mocks.Stubs.Responses;

namespace Platform.Mocks.Stubs;

/// <summary>What holds for every stub that does not say otherwise, and the switch that breaks all answers.</summary>
public sealed class StubSettings
{
    private volatile FaultSwitch? everything;

    public Delay? FixedDelay { get; set; }

    public Delay? RandomDelay { get; set; }

    /// <summary>Overrides every answer, built-in ones included; null when off.</summary>
    public FaultSwitch? Everything
    {
        get => everything;
        set => everything = value;
    }

    public void Reset() => (FixedDelay, RandomDelay, Everything) = (null, null, null);
}

/// <summary>Breaks a share of all answers.</summary>
/// <param name="Share">0 to 1.</param>
public sealed record FaultSwitch(StubResponse Response, double Share)
{
    public bool Strikes() => Share >= 1 || Random.Shared.NextDouble() < Share;
}
