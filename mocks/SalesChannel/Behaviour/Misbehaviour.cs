namespace Platform.Mocks.SalesChannel.Behaviour;

/// <summary>How badly both malls behave at the moment; the README has a line for each field.</summary>
public sealed record Misbehaviour
{
    /// <summary>Nothing goes wrong but what the rate limits refuse.</summary>
    public static readonly Misbehaviour None = new();

    public static readonly Misbehaviour Worst = new()
    {
        FailRate = 0.2,
        SlowRate = 0.2,
        SlowSeconds = 2,
        LateRate = 0.5,
        LateSeconds = 5,
        DuplicateRate = 0.3,
        DelayRate = 0.5,
        DelaySeconds = 5,
        LossRate = 0.1,
        HanbitBurst = 5,
        HanbitPerSecond = 5,
        ByeolRequests = 20,
        ByeolWindowSeconds = 2,
    };

    public double FailRate { get; init; }

    public double SlowRate { get; init; }

    public double SlowSeconds { get; init; }

    public double LateRate { get; init; }

    public double LateSeconds { get; init; }

    public double DuplicateRate { get; init; }

    public double DelayRate { get; init; }

    public double DelaySeconds { get; init; }

    public double LossRate { get; init; }

    public int HanbitBurst { get; init; } = 20;

    public double HanbitPerSecond { get; init; } = 10;

    public int ByeolRequests { get; init; } = 100;

    public double ByeolWindowSeconds { get; init; } = 10;

    /// <summary>The same draws in the same order; null: random ones.</summary>
    public int? Seed { get; init; }

    /// <summary>Null, or the field that is out of its range.</summary>
    public string? Fault()
    {
        (string Name, double Value, double Least, double Most)[] fields =
        [
            ("failRate", FailRate, 0, 1),
            ("slowRate", SlowRate, 0, 1),
            ("slowSeconds", SlowSeconds, 0, 3600),
            ("lateRate", LateRate, 0, 1),
            ("lateSeconds", LateSeconds, 0, 3600),
            ("duplicateRate", DuplicateRate, 0, 1),
            ("delayRate", DelayRate, 0, 1),
            ("delaySeconds", DelaySeconds, 0, 3600),
            ("lossRate", LossRate, 0, 1),
            ("hanbitBurst", HanbitBurst, 1, int.MaxValue),
            ("hanbitPerSecond", HanbitPerSecond, 0.001, 1e9),
            ("byeolRequests", ByeolRequests, 1, int.MaxValue),
            ("byeolWindowSeconds", ByeolWindowSeconds, 0.001, 86_400),
        ];
        return Array.Find(fields, field => !(field.Value >= field.Least && field.Value <= field.Most)).Name;
    }
}
