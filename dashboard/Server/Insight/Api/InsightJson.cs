using System.Text.Json.Serialization;

namespace Platform.Dashboard.Insight.Api;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(OverviewView))]
[JsonSerializable(typeof(FailureList))]
[JsonSerializable(typeof(RouteList))]
[JsonSerializable(typeof(MapView))]
[JsonSerializable(typeof(CompareView))]
internal sealed partial class InsightJson : JsonSerializerContext;
