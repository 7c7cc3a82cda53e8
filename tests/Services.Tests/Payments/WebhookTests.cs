using System.Net;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Services.Tests.Support;

namespace Services.Tests.Payments;

public sealed class WebhookTests(DatabaseServers servers) : IAsyncLifetime
{
    private static readonly HttpClient Client = new();
    private Market market = null!;
    private Shopper shopper = null!;
    private long product;

    public async ValueTask InitializeAsync()
    {
        market = await Market.StartAsync(servers);
        product = await market.AddProductAsync(price: 10_000, stock: 10);
        shopper = market.Shopper();
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task What_is_cancelled_at_the_gateway_is_taken_over()
    {
        market.ConnectWebhooks();
        var order = (await shopper.OrderAsync(product)).Text("id");
        var payment = (await shopper.PayAsync(order)).Text("id");
        await using var socket = await OrderSocket.OpenAsync(shopper);
        var key = (string)(await market.Line.PaymentOfAsync(order))["paymentKey"]!;

        await market.Line.AskAsync(HttpMethod.Post, $"/v1/payments/{key}/cancel", new { cancelReason = "관리자 취소" });
        await socket.UntilAsync(order, "REFUNDED");

        var known = await shopper.GetPaymentAsync(payment);
        (known.Text("status"), known.Number("refunded")).ShouldBe(("REFUNDED", 10_000));
    }

    [Fact]
    public async Task A_webhook_decides_nothing_by_itself()
    {
        var order = (await shopper.OrderAsync(product)).Text("id");
        var payment = (await shopper.PayAsync(order)).Text("id");
        var key = (string)(await market.Line.PaymentOfAsync(order))["paymentKey"]!;
        var inquired = new TaskCompletionSource();
        market.Line.After = path =>
        {
            if (path == $"/v1/payments/{key}")
                inquired.TrySetResult();
            return Task.FromResult(true);
        };

        // An old ABORTED that arrives after DONE.
        (
            await SendAsync("t-1", $$$"""{"eventType":"PAYMENT_STATUS_CHANGED","data":{"paymentKey":"{{{key}}}","status":"ABORTED"}}""")
        ).ShouldBe(HttpStatusCode.NoContent);
        await inquired.Task.WaitAsync(TimeSpan.FromSeconds(60));

        (await shopper.GetPaymentAsync(payment)).Text("status").ShouldBe("PAID");
        (await shopper.GetOrderAsync(order)).Text("status").ShouldBe("PAID");
    }

    [Fact]
    public async Task A_webhook_that_comes_twice_is_kept_once_and_one_with_a_wrong_signature_not_at_all()
    {
        const string body = """{"eventType":"PAYMENT_STATUS_CHANGED","data":{"paymentKey":"pay_1","status":"DONE"}}""";

        (await SendAsync("t-1", body)).ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync("t-1", body)).ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync("t-2", body, secret: "guessed")).ShouldBe(HttpStatusCode.Unauthorized);

        await using var database = market.PaymentsDatabase();
        (await database.QueryAsync<string>("select transmission_id from webhook_events")).ShouldBe(["t-1"]);
    }

    private async Task<HttpStatusCode> SendAsync(string transmission, string body, string secret = Market.WebhookSecret)
    {
        const string time = "2026-11-20T19:12:03+09:00";
        var signature = Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{body}:{time}"))
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Market.Url(market.Payments)}/api/v1/payments/webhooks/pg")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("tosspayments-webhook-transmission-id", transmission);
        request.Headers.Add("tosspayments-webhook-transmission-time", time);
        request.Headers.Add("tosspayments-webhook-signature", $"v1:{signature}");
        using var response = await Client.SendAsync(request);
        return response.StatusCode;
    }
}
