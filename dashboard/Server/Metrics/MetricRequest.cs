namespace Platform.Dashboard.Metrics;

/// <summary>An <c>ExportMetricsServiceRequest</c>, decoded.</summary>
internal sealed class MetricRequest
{
    public List<SentResource> Resources { get; } = [];

    /// <summary>Points that were malformed in meaning: they are refused, the rest is taken.</summary>
    public long Rejected { get; set; }

    public string? Message { get; set; }

    public void Reject(string message)
    {
        Rejected++;
        Message ??= message;
    }
}

internal sealed class SentResource
{
    public AttributeSet Attributes { get; set; } = AttributeSet.Empty;
    public List<SentScope> Scopes { get; } = [];
}

internal sealed class SentScope
{
    public string Name { get; set; } = "";
    public string Version { get; set; } = "";
    public List<SentMetric> Metrics { get; } = [];
}

internal sealed class SentMetric
{
    public string Name { get; set; } = "";
    public string Description { get; set; } = "";
    public string Unit { get; set; } = "";
    public InstrumentKind Kind { get; set; }
    public bool IsDelta { get; set; }
    public List<SentPoint> Points { get; } = [];
}

/// <summary>A point as it came: a number, or a distribution.</summary>
internal sealed class SentPoint
{
    public AttributeSet Attributes { get; set; } = AttributeSet.Empty;

    /// <summary>Nanoseconds since 1970; 0 where the sender does not say.</summary>
    public long Start { get; set; }
    public long Time { get; set; }
    public double Value { get; set; }
    public Distribution? Distribution { get; set; }

    /// <summary>The sender says that it has no value now.</summary>
    public bool IsEmpty { get; set; }
    public List<Exemplar> Exemplars { get; } = [];
}
