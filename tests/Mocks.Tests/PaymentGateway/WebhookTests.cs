using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Platform.Mocks.Tests.PaymentGateway;

public class WebhookTests
{
    private sealed record Received(JsonNode Body, string Raw, IHeaderDictionary Headers)
    {
        public string Header(string name) => Headers["tosspayments-webhook-" + name].ToString();
    }

    private readonly Channel<Received> inbox = Channel.CreateUnbounded<Received>();
    private readonly ManualTime time = new();
    private volatile int status = 200;

    [Fact]
    public async Task Each_change_is_announced_with_a_signature_that_the_shop_can_check()
    {
        await using var shop = await ListenAsync();
        await using var gateway = await GatewayAsync(shop);
        var key = await gateway.OpenAsync("order-0001");
        await gateway.ConfirmAsync(key, "order-0001");
        var done = await NextAsync();
        await gateway.PostAsync($"/v1/payments/{key}/cancel", new { cancelReason = "x" });
        var canceled = await NextAsync();

        ((string?)done.Body["eventType"]).ShouldBe("PAYMENT_STATUS_CHANGED");
        ((string?)done.Body["data"]!["paymentKey"]).ShouldBe(key);
        ((string?)done.Body["data"]!["status"]).ShouldBe("DONE");
        ((string?)canceled.Body["data"]!["status"]).ShouldBe("CANCELED");
        var signed = HMACSHA256.HashData("whsec"u8, Encoding.UTF8.GetBytes($"{done.Raw}:{done.Header("transmission-time")}"));
        done.Header("signature").ShouldBe("v1:" + Convert.ToBase64String(signed));
    }

    [Fact]
    public async Task A_shop_that_fails_is_asked_again_after_longer_and_longer_pauses()
    {
        await using var shop = await ListenAsync();
        await using var gateway = await GatewayAsync(shop);
        status = 503;
        var key = await gateway.OpenAsync("order-0001");
        await gateway.ConfirmAsync(key, "order-0001");
        var attempts = new List<Received> { await NextAsync() };
        foreach (var pause in new[] { 3, 12 })
        {
            await time.WhenWaitingAsync(TimeSpan.FromSeconds(pause));
            status = pause == 12 ? 200 : 503;
            time.Advance(TimeSpan.FromSeconds(pause));
            attempts.Add(await NextAsync());
        }

        attempts.Select(attempt => attempt.Header("transmission-retried-count")).ShouldBe(["0", "1", "2"]);
        attempts.Select(attempt => attempt.Header("transmission-id")).Distinct().Count().ShouldBe(1);
        attempts.Select(attempt => attempt.Raw).Distinct().Count().ShouldBe(1);
        var log = await UntilDeliveredAsync(gateway);
        log["attempts"]!.AsArray().Select(attempt => (string?)attempt!["result"]).ShouldBe(["503", "503", "200"]);
        log.ToJsonString().ShouldNotContain("whsec");
    }

    private async Task<WebApplication> ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]);
        var app = builder.Build();
        app.MapPost(
            "/hook",
            async (HttpContext context) =>
            {
                var answer = status;
                var raw = await new StreamReader(context.Request.Body).ReadToEndAsync();
                var headers = new HeaderDictionary(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value));
                inbox.Writer.TryWrite(new Received(JsonNode.Parse(raw)!, raw, headers));
                return Results.StatusCode(answer);
            }
        );
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private Task<Gateway> GatewayAsync(WebApplication shop) =>
        Gateway.StartAsync(time, ("Webhook:Url", shop.Urls.First() + "/hook"), ("Webhook:Secret", "whsec"), ("Webhook:RetrySeconds", "3"));

    private async Task<Received> NextAsync() =>
        await inbox.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    // The log is written after the shop has answered.
    private static async Task<JsonNode> UntilDeliveredAsync(Gateway gateway)
    {
        while (true)
        {
            var newest = (await gateway.GetAsync("/__admin/webhooks")).Body.AsArray()[0]!;
            if ((bool)newest["delivered"]!)
                return newest;
        }
    }
}
