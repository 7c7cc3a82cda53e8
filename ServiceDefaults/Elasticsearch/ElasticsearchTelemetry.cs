using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>
/// Spans and metrics by OpenTelemetry's conventions for Elasticsearch. Queries, documents and the reasons of errors, which quote them, stay out.
/// </summary>
internal sealed class ElasticsearchTelemetry(Uri endpoint, bool traced)
{
    // "Platform.*" is what AddTelemetry listens to.
    public const string Name = "Platform.ServiceDefaults.Elasticsearch";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "db.client.operation.duration",
        unit: "s",
        "Duration of database client operations.",
        tags: null,
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] }
    );

    public Activity? Start(ElasticsearchRequest request)
    {
        if (!traced || !Source.HasListeners())
            return null;
        var tags = new TagList
        {
            { "db.system.name", "elasticsearch" },
            { "db.operation.name", request.Operation },
            { "http.request.method", request.Method.Method },
            { "url.full", new Uri(endpoint, request.Path).AbsoluteUri },
            { "server.address", endpoint.Host },
            { "server.port", endpoint.Port },
        };
        if (request.Index is { } index)
        {
            tags.Add("db.collection.name", index);
            tags.Add("db.operation.parameter.index", index);
        }
        if (request.BatchSize > 1)
            tags.Add("db.operation.batch.size", request.BatchSize);
        var name = request.Index is null ? request.Operation : $"{request.Operation} {request.Index}";
        return Source.StartActivity(ActivityKind.Client, tags: tags, name: name);
    }

    /// <param name="status">0: no answer.</param>
    public void End(Activity? span, ElasticsearchRequest request, long started, int status, Exception? error)
    {
        var failure = error is ElasticsearchException refused ? refused.Type : error?.GetType().FullName;
        var code = status == 0 ? null : $"{status}";
        var tags = new TagList
        {
            { "db.system.name", "elasticsearch" },
            { "db.operation.name", request.Operation },
            { "server.address", endpoint.Host },
            { "server.port", endpoint.Port },
        };
        if (request.Index is not null)
            tags.Add("db.collection.name", request.Index);
        if (failure is not null)
        {
            tags.Add("error.type", failure);
            if (code is not null)
                tags.Add("db.response.status_code", code);
        }
        Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
        if (span is null)
            return;
        if (code is not null)
            span.SetTag("db.response.status_code", code);
        if (failure is not null)
            span.SetTag("error.type", failure).SetStatus(ActivityStatusCode.Error);
        span.Dispose();
    }
}
