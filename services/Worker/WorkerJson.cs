using System.Text.Json.Serialization;
using Worker.Jobs;

namespace Worker;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(DeadLetter))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class WorkerJson : JsonSerializerContext;
