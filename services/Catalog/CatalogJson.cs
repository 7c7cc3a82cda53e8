using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Stock;

namespace Catalog;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(OrderTold))]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(PaginatedItems<Product>))]
[JsonSerializable(typeof(PaginatedItems<Category>))]
[JsonSerializable(typeof(ProductChange))]
[JsonSerializable(typeof(ProductRun))]
[JsonSerializable(typeof(Reservation))]
[JsonSerializable(typeof(ReservationRequest))]
internal sealed partial class CatalogJson : JsonSerializerContext;
