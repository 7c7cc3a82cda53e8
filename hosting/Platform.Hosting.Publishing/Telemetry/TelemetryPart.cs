using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Telemetry;

/// <summary>A program of the telemetry's own, in every target by the same name.</summary>
/// <param name="Port">What others reach it by.</param>
public sealed record TelemetryPart(string Name, ImageReference Image, int Port)
{
    // Values and edges of the model name it so too.
    private const string SystemCollector = "collector";

    /// <summary>OTLP/gRPC on its port, OTLP/HTTP one above.</summary>
    public static TelemetryPart Collector { get; } = new(SystemCollector, new("otel/opentelemetry-collector-contrib", "0.131.0"), 4317);

    public static TelemetryPart Prometheus { get; } = new("prometheus", new("prom/prometheus", "v3.5.0"), 9090);

    public static TelemetryPart Alertmanager { get; } = new("alertmanager", new("prom/alertmanager", "v0.28.1"), 9093);

    public static TelemetryPart Grafana { get; } = new("grafana", new("grafana/grafana", "12.1.0"), 3000);

    /// <summary>All in one, traces in memory; its port takes OTLP/gRPC.</summary>
    public static TelemetryPart Jaeger { get; } = new("jaeger", new("jaegertracing/jaeger", "2.8.0"), 4317);

    /// <summary>Ports that more than one part knows.</summary>
    public static class Ports
    {
        public const int OtlpGrpc = 4317;
        public const int OtlpHttp = 4318;

        /// <summary>The services' metrics, for Prometheus.</summary>
        public const int CollectorMetrics = 8889;

        /// <summary>The collector's metrics of itself.</summary>
        public const int CollectorOwnMetrics = 8888;
        public const int CollectorHealth = 13133;
        public const int JaegerPage = 16686;
        public const int JaegerHealth = 13133;
    }
}
