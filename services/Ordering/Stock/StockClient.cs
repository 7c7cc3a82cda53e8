using System.Net;
using System.Text.Json;
using Ordering.Orders;

namespace Ordering.Stock;

/// <summary>Catalog's stock, by order. That it is sold or given back, Catalog learns from <c>ordering.orders</c>.</summary>
internal sealed class StockClient(IHttpClientFactory clients)
{
    public const string Name = "catalog";

    private HttpClient Http => clients.CreateClient(Name);

    /// <summary>Reserves all lines or none; throws when the answer is not known.</summary>
    public async Task<StockAnswer> ReserveAsync(
        Guid orderId,
        IReadOnlyList<OrderLine> items,
        DateTime expiresAt,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "internal/stock/reservations")
        {
            Content = JsonContent.Create(new(orderId, items, expiresAt), OrderingJson.Default.ReservationRequest),
            Headers = { { "Idempotency-Key", $"reserve-{orderId}" } },
        };
        using var response = await Http.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            return new(await ReadReservationAsync(response, cancellationToken), null);
        if (IsRefusal(response.StatusCode))
            return new(null, await ReadRefusalAsync(response, cancellationToken));
        throw new HttpRequestException($"Catalog answered {(int)response.StatusCode} to a reservation.", null, response.StatusCode);
    }

    private static bool IsRefusal(HttpStatusCode status) =>
        status is HttpStatusCode.Conflict or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity;

    private static async Task<Reservation> ReadReservationAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await response.Content.ReadFromJsonAsync(OrderingJson.Default.Reservation, cancellationToken)
        ?? throw new HttpRequestException("Catalog answered a reservation with nothing.");

    private static async Task<StockRefusal> ReadRefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var problem = await response.Content.ReadFromJsonAsync(OrderingJson.Default.JsonElement, cancellationToken);
        string? Text(string name) =>
            problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        long? Number(string name) =>
            problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;
        return new(Text("detail") ?? Text("title") ?? "The order was refused.", Text("code"), Number("productId"), Number("available"));
    }
}
