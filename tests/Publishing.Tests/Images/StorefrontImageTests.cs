using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Publishing.Tests.Images;

/// <summary>The shop as its image serves it.</summary>
public sealed class StorefrontImageTests : IAsyncLifetime
{
    private WebApplication _gateway = null!;
    private Nginx _shop = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _gateway = builder.Build();
        _gateway.UseWebSockets();
        _gateway.Run(AnswerAsync);
        await _gateway.StartAsync();
        _shop = await Nginx.StartAsync(
            new Uri(_gateway.Urls.Single()),
            "https://pay.example",
            new Dictionary<string, string>
            {
                ["index.html"] = """<script>window.storefront={"paymentWindow":"__PAYMENT_GATEWAY_HTTP__/checkout"}</script>""",
                ["assets/index-1a2b.js"] = "export {};",
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
        await _gateway.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/orders/42")]
    [InlineData("/files")]
    public async Task Every_address_of_the_shop_is_its_page_which_knows_the_payment_window(string path)
    {
        var answer = await _shop.Client.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"https://pay.example/checkout\"");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        answer.Headers.Server.ToString().ShouldBe("nginx");
    }

    [Fact]
    public async Task What_carries_a_hash_is_kept_by_browsers_and_the_page_is_not()
    {
        var script = await _shop.Client.GetAsync("/assets/index-1a2b.js");
        var page = await _shop.Client.GetAsync("/");

        script.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(365));
        page.Headers.CacheControl!.NoCache.ShouldBeTrue();
        (await _shop.Client.GetAsync("/assets/index-gone.js")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/api/v1/products?page=2&q=%EA%B0%80")]
    [InlineData("/otlp/v1/traces")]
    [InlineData("/files?name=a%20b")]
    public async Task Calls_reach_the_gateway_whole(string path)
    {
        var body = new string('x', 200_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        var answer = await _shop.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            $"POST {path} 200000 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 127.0.0.1"
        );
    }

    [Fact]
    public async Task Sockets_pass()
    {
        using var socket = new ClientWebSocket();
        var address = new UriBuilder(_shop.Client.BaseAddress!) { Scheme = "ws", Path = "/ws/orders" }.Uri;
        await socket.ConnectAsync(address, CancellationToken.None);
        var buffer = new byte[64];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None);

        Encoding.UTF8.GetString(buffer, 0, received.Count).ShouldBe("/ws/orders");
    }

    [Fact]
    public async Task It_is_healthy_whatever_the_gateway_says()
    {
        await _gateway.StopAsync();

        (await _shop.Client.GetStringAsync("/healthz")).ShouldBe("healthy\n");
        (await _shop.Client.GetAsync("/api/v1/products")).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await socket.SendAsync(Encoding.UTF8.GetBytes(context.Request.Path), WebSocketMessageType.Text, true, CancellationToken.None);
            return;
        }
        using var body = new StreamReader(context.Request.Body);
        var text = await body.ReadToEndAsync();
        var request = context.Request;
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.WriteAsync(
            $"{request.Method} {request.Path.ToUriComponent()}{request.QueryString} {text.Length} {request.Headers.TraceParent} {request.Headers["X-Forwarded-For"]}"
        );
    }
}
