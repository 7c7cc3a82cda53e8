using System.Text.Json.Serialization;

namespace Platform.Dashboard.Objectives;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ObjectiveList))]
[JsonSerializable(typeof(AlarmList))]
[JsonSerializable(typeof(AlarmMessage))]
[JsonSerializable(typeof(SlackMessage))]
internal sealed partial class ObjectivesJson : JsonSerializerContext;
