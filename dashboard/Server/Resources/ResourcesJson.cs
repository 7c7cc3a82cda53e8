using System.Text.Json.Serialization;

namespace Platform.Dashboard.Resources;

/// <summary>The JSON of the seam to the host and of the API over it: one form for both.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    Converters = [typeof(UnixMillisecondsConverter)]
)]
[JsonSerializable(typeof(HostFacts))]
[JsonSerializable(typeof(ResourceSnapshot))]
[JsonSerializable(typeof(IReadOnlyList<ConsoleLine>))]
[JsonSerializable(typeof(CommandRequest))]
[JsonSerializable(typeof(CommandOutcome))]
[JsonSerializable(typeof(ParameterChange))]
[JsonSerializable(typeof(SecretReference))]
[JsonSerializable(typeof(InteractionSnapshot))]
[JsonSerializable(typeof(InteractionResponse))]
[JsonSerializable(typeof(AlarmNotice))]
[JsonSerializable(typeof(ResourceList))]
[JsonSerializable(typeof(ResourceDetails))]
[JsonSerializable(typeof(CommandInputs))]
[JsonSerializable(typeof(SecretValue))]
[JsonSerializable(typeof(ParameterList))]
[JsonSerializable(typeof(ParameterValueBody))]
[JsonSerializable(typeof(InteractionList))]
[JsonSerializable(typeof(InteractionAnswer))]
[JsonSerializable(typeof(ConsolePage))]
[JsonSerializable(typeof(ErrorCounts))]
[JsonSerializable(typeof(Dictionary<string, string>))]
public sealed partial class ResourcesJson : JsonSerializerContext;
