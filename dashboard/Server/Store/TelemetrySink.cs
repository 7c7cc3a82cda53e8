using Platform.Dashboard.Live;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>Takes what exporters send into the stores of the run that goes on.</summary>
public sealed class TelemetrySink(TelemetrySet live, ChangeFeed feed) : ITelemetrySink
{
    public IngestResult Accept(OtlpSignal signal, ReadOnlySpan<byte> request)
    {
        var result = live.Accept(signal, request);
        if (!result.Malformed)
        {
            feed.Changed(
                signal switch
                {
                    OtlpSignal.Traces => Topic.Traces,
                    OtlpSignal.Logs => Topic.Logs,
                    _ => Topic.Metrics,
                }
            );
        }
        return result;
    }
}
