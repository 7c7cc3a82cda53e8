using System.Text.Json;
using System.Text.Json.Serialization;

namespace Channels.Malls.Hanbit;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HanbitAcknowledge))]
[JsonSerializable(typeof(HanbitCancel))]
[JsonSerializable(typeof(HanbitOrder))]
[JsonSerializable(typeof(HanbitOrderPage))]
[JsonSerializable(typeof(HanbitPrices))]
[JsonSerializable(typeof(HanbitProduct))]
[JsonSerializable(typeof(HanbitProductPage))]
[JsonSerializable(typeof(HanbitResults))]
[JsonSerializable(typeof(HanbitStocks))]
internal sealed partial class HanbitJson : JsonSerializerContext;
