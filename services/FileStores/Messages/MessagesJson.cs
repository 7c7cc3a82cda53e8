using System.Text.Json.Serialization;

namespace Platform.FileStores.Messages;

/// <summary>The messages' JSON: snake_case, as the callers of the document wrote it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(ProcessingTask))]
[JsonSerializable(typeof(ProcessingOutcome))]
[JsonSerializable(typeof(ProcessingResult))]
public sealed partial class MessagesJson : JsonSerializerContext;
