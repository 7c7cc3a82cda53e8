using System.Text.Json;
using System.Text.Json.Serialization;

namespace Channels.Malls.Byeol;

[JsonSourceGenerationOptions(JsonSerializerDefaults.General, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ByeolCancel))]
[JsonSerializable(typeof(ByeolConfirm))]
[JsonSerializable(typeof(ByeolEvent))]
[JsonSerializable(typeof(ByeolItem))]
[JsonSerializable(typeof(ByeolItemChange))]
[JsonSerializable(typeof(ByeolItemPage))]
[JsonSerializable(typeof(ByeolNewItem))]
[JsonSerializable(typeof(ByeolOption))]
[JsonSerializable(typeof(ByeolOrder))]
[JsonSerializable(typeof(ByeolOrderPage))]
[JsonSerializable(typeof(ByeolPrice))]
[JsonSerializable(typeof(ByeolQuantity))]
internal sealed partial class ByeolJson : JsonSerializerContext;
