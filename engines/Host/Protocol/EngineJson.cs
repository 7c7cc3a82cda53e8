using System.Text.Json.Serialization;

namespace Platform.Engines.Host.Protocol;

/// <summary>The messages as JSON, one on a line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault
)]
[JsonSerializable(typeof(EngineStart))]
[JsonSerializable(typeof(EngineCommand))]
[JsonSerializable(typeof(EngineEvent))]
internal sealed partial class EngineJson : JsonSerializerContext;
