namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>What an instrument is, as far as its name in Prometheus depends on it.</summary>
public enum MetricShape
{
    Gauge,
    Counter,
    UpDownCounter,
    Histogram,
}
