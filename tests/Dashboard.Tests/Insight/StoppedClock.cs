using Dashboard.Tests.Otlp;

namespace Dashboard.Tests.Insight;

/// <summary>Stands where the test puts it: milliseconds after the epoch of the tests' telemetry.</summary>
internal sealed class StoppedClock(double milliseconds) : TimeProvider
{
    public double Milliseconds { get; set; } = milliseconds;

    public override DateTimeOffset GetUtcNow() => Telemetry.Epoch.AddMilliseconds(Milliseconds);

    public override long GetTimestamp() => (long)(Milliseconds * 10_000);

    public override long TimestampFrequency => 10_000_000;
}
