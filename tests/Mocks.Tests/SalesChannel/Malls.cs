using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Mocks.SalesChannel;

namespace Platform.Mocks.Tests.SalesChannel;

/// <summary>Both malls on a port of their own, and a seller who knows his keys. Rate limits are out of the way unless a test sets them.</summary>
public sealed class Malls : IAsyncDisposable
{
    public const string ApiKey = "hanbit_of_this_test";
    public const string AccessKey = "ak_of_this_test";
    public const string SecretKey = "sk_of_this_test";

    private readonly WebApplication app;
    private readonly TimeProvider time;
    private int nonces;

    private Malls(WebApplication app, TimeProvider time)
    {
        (this.app, this.time) = (app, time);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(60) };
    }

    public HttpClient Http { get; }

    public static async Task<Malls> StartAsync(TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] defaults =
        [
            ("Hanbit:ApiKey", ApiKey),
            ("Byeol:AccessKey", AccessKey),
            ("Byeol:SecretKey", SecretKey),
            ("Byeol:ReviewSeconds", "0"),
            ("Misbehaviour:HanbitBurst", "100000"),
            ("Misbehaviour:ByeolRequests", "100000"),
        ];
        var values = settings.Concat(defaults).DistinctBy(setting => setting.Key);
        var app = SalesChannelApp.Build(
            ["--urls", "http://127.0.0.1:0"],
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(values.ToDictionary(s => "SalesChannel:" + s.Key, s => (string?)s.Value));
                builder.Logging.ClearProviders();
                if (time is not null)
                    builder.Services.AddSingleton(time);
            }
        );
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Malls(app, time ?? TimeProvider.System);
    }

    public Task<Answer> HanbitAsync(string method, string path, object? body = null) =>
        SendAsync(method, "/hanbit/v2/" + path, body, ("X-Hanbit-Api-Key", ApiKey));

    public Task<Answer> ByeolAsync(string method, string path, object? body = null)
    {
        var nonce = "n-" + Interlocked.Increment(ref nonces).ToString(CultureInfo.InvariantCulture);
        return SendAsync(method, "/byeol/v1/" + path, body, Signed(method, "/byeol/v1/" + path, Json(body), nonce));
    }

    public Task<Answer> AdminAsync(string method, string path, object? body = null) => SendAsync(method, "/__admin/" + path, body);

    /// <summary>The headers of a call that is signed as byeol's README says.</summary>
    public (string Name, string Value)[] Signed(string method, string target, string? body, string nonce, TimeSpan off = default)
    {
        var timestamp = (time.GetUtcNow() + off).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var parts = target.Split('?', 2);
        var signature = Sign(method, parts[0], parts.Length > 1 ? parts[1] : "", timestamp, nonce, body ?? "");
        return
        [
            ("X-Byeol-Access-Key", AccessKey),
            ("X-Byeol-Timestamp", timestamp),
            ("X-Byeol-Nonce", nonce),
            ("X-Byeol-Signature", signature),
        ];
    }

    public static string Sign(string method, string path, string query, string timestamp, string nonce, string body)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        var text = $"{method}\n{path}\n{query}\n{timestamp}\n{nonce}\n{hash}";
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SecretKey), Encoding.UTF8.GetBytes(text)));
    }

    public async Task<Answer> SendAsync(string method, string target, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        if (Json(body) is { } json)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, text is ['{' or '[', ..] ? JsonNode.Parse(text)! : new JsonObject(), response.Headers);
    }

    /// <summary>Lists a product at hanbit.</summary>
    public async Task ListAtHanbitAsync(string code = "p-1", int stock = 10, long price = 15_000)
    {
        var listed = await HanbitAsync(
            "PUT",
            $"products/{code}",
            new
            {
                names = new { ko = "텀블러" },
                price,
                stock,
            }
        );
        listed.Status.ShouldBe(201, listed.Body.ToJsonString());
    }

    /// <summary>Lists an item with one option at byeol and gives the item.</summary>
    public async Task<JsonNode> ListAtByeolAsync(string code = "p-1", int quantity = 10, string title = "텀블러")
    {
        var listed = await ByeolAsync("POST", "items", Item(code, quantity, title));
        listed.Status.ShouldBe(202, listed.Body.ToJsonString());
        return listed.Body;
    }

    public static object Item(string code, int quantity = 10, string title = "텀블러") =>
        new
        {
            external_item_id = code,
            title,
            options = new[]
            {
                new
                {
                    external_option_id = code,
                    name = "기본",
                    price = "15000",
                    quantity,
                },
            },
        };

    /// <summary>A shopper buys, and the order is what the mall shows of it.</summary>
    public async Task<JsonNode> BuyAsync(string mall, string product = "p-1", int quantity = 1)
    {
        var bought = await TryBuyAsync(mall, product, quantity);
        bought.Status.ShouldBe(201, bought.Body.ToJsonString());
        return bought.Body;
    }

    public Task<Answer> TryBuyAsync(string mall, string product = "p-1", int quantity = 1) =>
        AdminAsync("POST", $"{mall}/orders", new { lines = new[] { new { product, quantity } } });

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }

    private static string? Json(object? body) => body as string ?? (body is null ? null : JsonSerializer.Serialize(body));
}

public sealed record Answer(int Status, JsonNode Body, HttpResponseHeaders Headers)
{
    /// <summary>hanbit's or the admin's.</summary>
    public string? Code => (string?)Body["code"];

    public string? ByeolCode => (string?)Body["error"]?["code"];

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
