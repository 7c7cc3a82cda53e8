using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Services.Tests.Support;

/// <summary>An answer as a shopper's client sees it.</summary>
public sealed record Answer(HttpStatusCode Status, JsonNode? Body, HttpResponseHeaders Headers)
{
    public string Text(string name) => (string)Body![name]!;

    public long Number(string name) => (long)Body![name]!;

    public override string ToString() => $"{(int)Status} {Body?.ToJsonString()}";
}

/// <summary>Somebody with a token, an account of carts, orders and payments, and a client that speaks HTTP.</summary>
public sealed class Shopper(string orderingUrl, string paymentsUrl, string token)
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(100) };

    public const string GoodCard = "4242 4242 4242 4242";

    public string Token => token;

    public string OrderingUrl => orderingUrl;

    public Task<Answer> PutInCartAsync(long product, int quantity) =>
        SendAsync(HttpMethod.Put, $"{orderingUrl}/api/v1/cart/items/{product}", new { quantity });

    public Task<Answer> OrderAsync(string? key, object? body = null) =>
        SendAsync(HttpMethod.Post, $"{orderingUrl}/api/v1/orders", body, key);

    public Task<Answer> OrderAsync(long product, int quantity = 1, string? key = null) =>
        OrderAsync(key ?? Guid.NewGuid().ToString(), new { items = new[] { new { productId = product, quantity } } });

    public Task<Answer> GetOrderAsync(string id) => SendAsync(HttpMethod.Get, $"{orderingUrl}/api/v1/orders/{id}");

    public Task<Answer> CancelOrderAsync(string id) => SendAsync(HttpMethod.Post, $"{orderingUrl}/api/v1/orders/{id}/cancel");

    public Task<Answer> PayAsync(string order, string card = GoodCard, string? key = null) =>
        SendAsync(
            HttpMethod.Post,
            $"{paymentsUrl}/api/v1/payments",
            new { orderId = order, card = new { number = card } },
            key ?? Guid.NewGuid().ToString()
        );

    public Task<Answer> GetPaymentAsync(string id) => SendAsync(HttpMethod.Get, $"{paymentsUrl}/api/v1/payments/{id}");

    public Task<Answer> RefundAsync(string id, long? amount = null, string? key = null) =>
        SendAsync(HttpMethod.Post, $"{paymentsUrl}/api/v1/payments/{id}/cancel", new { amount }, key ?? Guid.NewGuid().ToString());

    public Task<Answer> GetAsync(string pathOfOrdering) => SendAsync(HttpMethod.Get, orderingUrl + pathOfOrdering);

    public async Task<Answer> SendAsync(HttpMethod method, string url, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers);
    }
}
