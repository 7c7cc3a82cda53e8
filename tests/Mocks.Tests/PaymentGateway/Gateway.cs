using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Mocks.PaymentGateway;

namespace Platform.Mocks.Tests.PaymentGateway;

/// <summary>A gateway on a port of its own, and a shop that knows its key.</summary>
public sealed class Gateway : IAsyncDisposable
{
    public const string Approved = "4242 4242 4242 4242";
    private readonly WebApplication app;

    private Gateway(WebApplication app)
    {
        this.app = app;
        Url = new Uri(app.Urls.First());
        Shop = new HttpClient { BaseAddress = Url };
        Shop.DefaultRequestHeaders.Authorization = Basic("sk_of_this_test");
    }

    public Uri Url { get; }

    public HttpClient Shop { get; }

    public static async Task<Gateway> StartAsync(TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var values = settings
            .Append(("SecretKey", "sk_of_this_test"))
            .ToDictionary(s => "PaymentGateway:" + s.Item1, s => (string?)s.Item2);
        var app = PaymentGatewayApp.Build(
            ["--urls", "http://127.0.0.1:0"],
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(values);
                builder.Logging.ClearProviders();
                if (time is not null)
                    builder.Services.AddSingleton(time);
            }
        );
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Gateway(app);
    }

    public static AuthenticationHeaderValue Basic(string key) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key + ":")));

    /// <summary>Opens a payment and gives its key.</summary>
    public async Task<string> OpenAsync(string orderId, long amount = 15_000, string card = Approved)
    {
        var (status, payment) = await PostAsync(
            "/v1/payments",
            new
            {
                orderId,
                amount,
                cardNumber = card,
            }
        );
        status.ShouldBe(200, payment.ToJsonString());
        return (string)payment["paymentKey"]!;
    }

    public Task<(int Status, JsonNode Body)> ConfirmAsync(string paymentKey, string orderId, long amount = 15_000, string? key = null) =>
        PostAsync(
            "/v1/payments/confirm",
            new
            {
                paymentKey,
                orderId,
                amount,
            },
            key
        );

    public async Task<(int Status, JsonNode Body)> PostAsync(string path, object body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await Shop.SendAsync(request, TestContext.Current.CancellationToken);
        return await ReadAsync(response);
    }

    public async Task<(int Status, JsonNode Body)> GetAsync(string path)
    {
        using var response = await Shop.GetAsync(path, TestContext.Current.CancellationToken);
        return await ReadAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        Shop.Dispose();
        await app.DisposeAsync();
    }

    private static async Task<(int, JsonNode)> ReadAsync(HttpResponseMessage response) =>
        ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
}
