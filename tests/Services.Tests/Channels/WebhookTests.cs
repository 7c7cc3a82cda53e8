using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Services.Tests.Support;

namespace Services.Tests.Channels;

/// <summary>Whom Channels believes.</summary>
public sealed class WebhookTests(DatabaseServers servers) : IAsyncLifetime
{
    private const string Path = "/api/v1/channels/webhooks/byeol";

    private const string Order = """
        {
          "event_id": "evt_1", "type": "order.created", "occurred_at": "2026-11-20T10:02:03.000Z",
          "data": { "order": {
            "order_id": "or_1", "state": "paid", "created_at": "2026-11-20T10:02:03.000Z", "updated_at": "2026-11-20T10:02:03.000Z", "revision": 1,
            "lines": [{ "line_id": 1, "external_item_id": "x-1", "title": "텀블러", "quantity": 1, "unit_price": "15000" }],
            "amounts": { "items": "15000", "shipping": "0", "total": "15000", "currency": "KRW" } } }
        }
        """;

    private Malls malls = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        malls = await Malls.StartAsync(servers, "Channels:byeol:PollInterval=01:00:00");
        http = new() { BaseAddress = new Uri(Market.Url(malls.Channels)) };
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await malls.DisposeAsync();
    }

    [Fact]
    public async Task A_signed_webhook_is_taken_once_and_its_replay_refused()
    {
        using var first = Signed(Order);
        using var replay = Copy(first);
        (await http.SendAsync(first)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await CodeAsync(replay)).ShouldBe("nonce_reused");
        // The mall's own second attempt has another nonce: it is welcome, and nothing new.
        using var again = Signed(Order, nonce: "n-2");
        (await http.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await using var database = malls.Database();
        (await database.QueryAsync<string>("select number from orders")).ShouldBe(["or_1"]);
    }

    [Theory]
    [InlineData("signature_mismatch", "guessed", 0, "byeol_test_ak")]
    [InlineData("timestamp_out_of_range", Malls.SecretKey, -301, "byeol_test_ak")]
    [InlineData("timestamp_out_of_range", Malls.SecretKey, 301, "byeol_test_ak")]
    [InlineData("unknown_access_key", Malls.SecretKey, 0, "somebody")]
    public async Task A_forged_webhook_changes_nothing(string code, string secret, int seconds, string accessKey)
    {
        using var forged = Signed(Order, secret: secret, at: DateTimeOffset.UtcNow.AddSeconds(seconds), accessKey: accessKey);

        (await CodeAsync(forged)).ShouldBe(code);
        await NothingCameAsync();
    }

    [Fact]
    public async Task A_webhook_that_was_changed_on_its_way_or_is_not_signed_changes_nothing()
    {
        using var changed = Signed(Order);
        changed.Content = new StringContent(Order.Replace("15000", "1", StringComparison.Ordinal), Encoding.UTF8, "application/json");
        using var elsewhere = Signed(Order, query: "?x=1");
        elsewhere.RequestUri = new Uri(Path, UriKind.Relative);
        using var bare = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(Order) };

        (await CodeAsync(changed)).ShouldBe("signature_mismatch");
        (await CodeAsync(elsewhere)).ShouldBe("signature_mismatch");
        (await CodeAsync(bare)).ShouldBe("missing_signature");
        await NothingCameAsync();
    }

    [Fact]
    public async Task What_is_signed_but_unknown_or_unreadable_is_answered_for()
    {
        using var unknown = Signed(
            """{ "event_id": "evt_2", "type": "mall.closed", "occurred_at": "2026-11-20T10:02:03.000Z", "data": {} }"""
        );
        using var broken = Signed("{ not json", nonce: "n-2");

        (await http.SendAsync(unknown)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await CodeAsync(broken, HttpStatusCode.BadRequest)).ShouldBe("bad_webhook");
        await NothingCameAsync();
    }

    [Fact]
    public async Task Cancelled_before_created_stays_cancelled()
    {
        var cancelled = Order
            .Replace("order.created", "order.cancelled", StringComparison.Ordinal)
            .Replace("\"state\": \"paid\"", "\"state\": \"cancelled\"", StringComparison.Ordinal);
        using var first = Signed(cancelled);
        using var then = Signed(Order, nonce: "n-2");

        await http.SendAsync(first);
        await http.SendAsync(then);

        await using var database = malls.Database();
        (await database.QueryAsync<string>("select status from orders")).ShouldBe(["CANCELLED"]);
    }

    private async Task NothingCameAsync()
    {
        await using var database = malls.Database();
        (await database.QuerySingleAsync<long>("select count(*) from orders")).ShouldBe(0);
    }

    private async Task<string> CodeAsync(HttpRequestMessage request, HttpStatusCode status = HttpStatusCode.Unauthorized)
    {
        using var response = await http.SendAsync(request);
        response.StatusCode.ShouldBe(status);
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"]!;
    }

    /// <summary>By the mall's own description, not by the service's code.</summary>
    private static HttpRequestMessage Signed(
        string body,
        string nonce = "n-1",
        string secret = Malls.SecretKey,
        DateTimeOffset? at = null,
        string accessKey = "byeol_test_ak",
        string query = ""
    )
    {
        var timestamp = (at ?? DateTimeOffset.UtcNow).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        var text = $"POST\n{Path}\n{query.TrimStart('?')}\n{timestamp}\n{nonce}\n{hash}";
        var request = new HttpRequestMessage(HttpMethod.Post, Path + query)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Byeol-Access-Key", accessKey);
        request.Headers.Add("X-Byeol-Timestamp", timestamp);
        request.Headers.Add("X-Byeol-Nonce", nonce);
        request.Headers.Add(
            "X-Byeol-Signature",
            Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)))
        );
        return request;
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Content = new StringContent(Order, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, values) in request.Headers)
            copy.Headers.Add(name, values);
        return copy;
    }
}
