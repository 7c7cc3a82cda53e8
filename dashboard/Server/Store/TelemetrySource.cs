using Platform.Dashboard.Metrics;
using Platform.Dashboard.Runs;

namespace Platform.Dashboard.Store;

/// <summary>What a request reads: the run that goes on, or the one that <c>?run=ID</c> names. Scoped: endpoints take their stores from here.</summary>
public sealed class TelemetrySource
{
    public TelemetrySource(TelemetrySet live, IRuns runs, IHttpContextAccessor accessor)
    {
        Run = accessor.HttpContext?.Request.Query["run"].FirstOrDefault() is { Length: > 0 } id ? id : null;
        Set = Run is null ? live : runs.Open(Run);
    }

    /// <summary>The old run's id; null while it is the one that goes on.</summary>
    public string? Run { get; }

    public TelemetrySet Set { get; }

    public SpanStore Spans => Set.Spans;

    public LogStore Logs => Set.Logs;

    public MetricStore Metrics => Set.Metrics;

    public TextTable Texts => Set.Tables.Texts;

    public SourceTable Sources => Set.Tables.Sources;
}
