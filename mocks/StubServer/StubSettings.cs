using System.Text.RegularExpressions;
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

/// <summary>Breaks a share of all answers, or only delays them.</summary>
/// <param name="Share">0 to 1.</param>
/// <param name="Path">Paths that it breaks; null: all.</param>
/// <param name="PassThrough">After the response's delay the request is answered as ever.</param>
public sealed record FaultSwitch(StubResponse Response, double Share, Regex? Path = null, bool PassThrough = false)
{
    public bool Strikes(string path) => Path?.IsMatch(path) != false && (Share >= 1 || Random.Shared.NextDouble() < Share);

    public TimeSpan Delay => (Response.FixedDelay?.Next() ?? TimeSpan.Zero) + (Response.RandomDelay?.Next() ?? TimeSpan.Zero);
}
