namespace Platform.Dashboard.Metrics;

/// <summary>What an instrument measures, as far as a reader needs to know. On the wire its name in camelCase.</summary>
public enum InstrumentKind
{
    /// <summary>A value that stands for itself.</summary>
    Gauge,

    /// <summary>A sum that only grows: shown as a rate.</summary>
    Counter,

    /// <summary>A sum that goes up and down.</summary>
    UpDownCounter,

    /// <summary>A distribution with buckets, explicit or exponential.</summary>
    Histogram,

    /// <summary>Quantiles that the sender has computed.</summary>
    Summary,
}
