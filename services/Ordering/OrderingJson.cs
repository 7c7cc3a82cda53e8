using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Ordering.Apis;
using Ordering.Carts;
using Ordering.Feed;
using Ordering.Orders;
using Ordering.Stock;

namespace Ordering;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Cart))]
[JsonSerializable(typeof(CartQuantity))]
[JsonSerializable(typeof(ChannelOrder))]
[JsonSerializable(typeof(ChannelOrderState))]
[JsonSerializable(typeof(CreateOrder))]
[JsonSerializable(typeof(IReadOnlyList<ChannelOrderLine>))]
[JsonSerializable(typeof(IReadOnlyList<OrderLine>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(OrderEvent))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(OrderToPay))]
[JsonSerializable(typeof(OrderUpdate))]
[JsonSerializable(typeof(PaymentOutcome))]
[JsonSerializable(typeof(PaymentStep))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(Reservation))]
[JsonSerializable(typeof(ReservationRequest))]
[JsonSerializable(typeof(StockRefusal))]
[JsonSerializable(typeof(UserOrderUpdate))]
internal sealed partial class OrderingJson : JsonSerializerContext;
