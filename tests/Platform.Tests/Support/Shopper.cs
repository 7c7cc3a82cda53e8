using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.Tests.Support;

/// <summary>An answer as a client sees it.</summary>
public sealed record Answer(HttpStatusCode Status, JsonNode? Body)
{
    public string Text(string name) => (string)Body![name]!;

    public long Number(string name) => (long)Body![name]!;

    public JsonArray Items => Body!["items"]!.AsArray();

    /// <summary>This answer; fails with what it says if its status is another.</summary>
    public Answer With(HttpStatusCode status)
    {
        Status.ShouldBe(status, ToString());
        return this;
    }

    public override string ToString() => $"{(int)Status} {Body?.ToJsonString()}";

    public static async Task<Answer> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}

/// <summary>Somebody who shops through the gateway.</summary>
public sealed class Shopper(HttpClient gateway, string token)
{
    public const string GoodCard = "4242 4242 4242 4242";
    public const string DeclinedCard = "4000 0000 0000 0002";
    public const string NeverChargedCard = "4000 0000 0000 0028";
    public const string ChargedAtOnceAnsweredLateCard = "4000 0000 0000 0036";
    public const string ChargedLateCard = "4000 0000 0000 0044";
    private const string Password = "Passw0rd!";

    public string Token => token;

    /// <summary>The key that signed the token.</summary>
    public string KeyId => (string)JsonNode.Parse(Base64Url.DecodeFromChars(token.AsSpan(0, token.IndexOf('.'))))!["kid"]!;

    /// <summary>Registers an account that nobody had, and logs in with it.</summary>
    public static async Task<Shopper> RegisterAsync(HttpClient gateway, string? email = null)
    {
        email ??= $"{Guid.NewGuid():N}@example.com";
        using var register = Post(
            "/api/v1/auth/register",
            new
            {
                email,
                password = Password,
                name = "홍길동",
            }
        );
        (await Answer.SendAsync(gateway, register)).With(HttpStatusCode.Created);
        return new(gateway, (await LoginAsync(gateway, email)).With(HttpStatusCode.OK).Text("access_token"));
    }

    public static async Task<Answer> LoginAsync(HttpClient gateway, string email)
    {
        using var login = Post("/api/v1/auth/login", new { email, password = Password });
        return await Answer.SendAsync(gateway, login);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PutInCartAsync(long productId, int quantity) =>
        SendAsync(HttpMethod.Put, $"/api/v1/cart/items/{productId}", new { quantity });

    public Task<Answer> OrderCartAsync(string key) => SendAsync(HttpMethod.Post, "/api/v1/orders", null, key);

    public Task<Answer> OrderAsync(long productId, int quantity = 1, string? key = null) =>
        SendAsync(HttpMethod.Post, "/api/v1/orders", new { items = new[] { new { productId, quantity } } }, key ?? NewKey());

    public Task<Answer> OrderStatusAsync(string order) => GetAsync($"/api/v1/orders/{order}");

    public Task<Answer> CancelAsync(string order) => SendAsync(HttpMethod.Post, $"/api/v1/orders/{order}/cancel", null, NewKey());

    public Task<Answer> PayAsync(string orderId, string card = GoodCard, string? key = null) =>
        SendAsync(HttpMethod.Post, "/api/v1/payments", new { orderId, card = new { number = card } }, key ?? NewKey());

    public Task<Answer> RefundAsync(string payment, long? amount = null) =>
        SendAsync(HttpMethod.Post, $"/api/v1/payments/{payment}/cancel", new { amount }, NewKey());

    private static string NewKey() => Guid.NewGuid().ToString();

    private static HttpRequestMessage Post(string path, object body) => new(HttpMethod.Post, path) { Content = JsonContent.Create(body) };

    private async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }
        return await Answer.SendAsync(gateway, request);
    }
}
