using System.Text.Json;
using System.Text.Json.Serialization;
using Channels.Apis;
using Channels.Malls;
using Channels.Orders;
using Channels.Products;
using Microsoft.AspNetCore.Mvc;

namespace Channels;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CatalogPage))]
[JsonSerializable(typeof(CatalogProduct))]
[JsonSerializable(typeof(CopiedProducts))]
[JsonSerializable(typeof(ChannelRules))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(IReadOnlyList<MallOrderItem>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Offer))]
[JsonSerializable(typeof(OrderToPlace))]
[JsonSerializable(typeof(PaginatedItems<Channel>))]
[JsonSerializable(typeof(PaginatedItems<ChannelOrder>))]
[JsonSerializable(typeof(PaginatedItems<Listing>))]
[JsonSerializable(typeof(PlacedOrder))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ChannelsJson : JsonSerializerContext;
