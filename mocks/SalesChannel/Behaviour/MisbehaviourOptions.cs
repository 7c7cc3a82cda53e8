namespace Platform.Mocks.SalesChannel.Behaviour;

/// <summary>What is given of a misbehaviour, by configuration or at run time; the rest is as it lies beneath.</summary>
public sealed class MisbehaviourOptions
{
    /// <summary><c>Worst</c>, or none.</summary>
    public string? Preset { get; set; }

    public double? FailRate { get; set; }

    public double? SlowRate { get; set; }

    public double? SlowSeconds { get; set; }

    public double? LateRate { get; set; }

    public double? LateSeconds { get; set; }

    public double? DuplicateRate { get; set; }

    public double? DelayRate { get; set; }

    public double? DelaySeconds { get; set; }

    public double? LossRate { get; set; }

    public int? HanbitBurst { get; set; }

    public double? HanbitPerSecond { get; set; }

    public int? ByeolRequests { get; set; }

    public double? ByeolWindowSeconds { get; set; }

    public int? Seed { get; set; }

    /// <exception cref="FormatException">A field is out of its range, or the preset is none.</exception>
    public Misbehaviour Over(Misbehaviour beneath)
    {
        var basis = Preset?.ToUpperInvariant() switch
        {
            null or "" => beneath,
            "WORST" => Misbehaviour.Worst,
            "NONE" => Misbehaviour.None,
            _ => throw new FormatException($"preset '{Preset}' is neither 'Worst' nor 'None'"),
        };
        var result = basis with
        {
            FailRate = FailRate ?? basis.FailRate,
            SlowRate = SlowRate ?? basis.SlowRate,
            SlowSeconds = SlowSeconds ?? basis.SlowSeconds,
            LateRate = LateRate ?? basis.LateRate,
            LateSeconds = LateSeconds ?? basis.LateSeconds,
            DuplicateRate = DuplicateRate ?? basis.DuplicateRate,
            DelayRate = DelayRate ?? basis.DelayRate,
            DelaySeconds = DelaySeconds ?? basis.DelaySeconds,
            LossRate = LossRate ?? basis.LossRate,
            HanbitBurst = HanbitBurst ?? basis.HanbitBurst,
            HanbitPerSecond = HanbitPerSecond ?? basis.HanbitPerSecond,
            ByeolRequests = ByeolRequests ?? basis.ByeolRequests,
            ByeolWindowSeconds = ByeolWindowSeconds ?? basis.ByeolWindowSeconds,
            Seed = Seed ?? basis.Seed,
        };
        return result.Fault() is { } field ? throw new FormatException($"{field} is out of its range") : result;
    }
}
