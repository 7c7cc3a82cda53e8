using System.Text.Json.Serialization;

namespace Platform.Dashboard.Metrics;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(MetricTree))]
[JsonSerializable(typeof(MetricChart))]
[JsonSerializable(typeof(Inspection))]
internal sealed partial class MetricsJson : JsonSerializerContext;
