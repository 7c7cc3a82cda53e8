using System.Net;
using Gateway;
using Services.Tests.Support;

namespace Services.Tests.Gateway;

public sealed class LimitTests
{
    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back()
    {
        await using var backend = await Backend.StartAsync("catalog");
        await using var gateway = await StartAsync(backend, "RateLimit:Permits=5", "RateLimit:Window=01:00:00");
        for (var i = 0; i < 5; i++)
            (await gateway.GetAsync("/api/v1/products")).Status.ShouldBe(HttpStatusCode.OK);
        var refused = await gateway.GetAsync("/api/v1/products");
        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Text("code").ShouldBe("rate_limited");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        backend.Requests.Count.ShouldBe(5);
        (await gateway.GetAsync("/health")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Each_account_has_its_own_limit_and_an_invented_token_buys_none()
    {
        await using var authority = await Authority.StartAsync();
        await using var backend = await Backend.StartAsync("catalog");
        await using var gateway = await StartAsync(
            backend,
            "RateLimit:Permits=2",
            "RateLimit:Window=01:00:00",
            $"Authentication:Jwt:Authority={authority.Url}"
        );
        (await StatusesAsync(authority.Token("shopper-1"))).ShouldBe([
            HttpStatusCode.OK,
            HttpStatusCode.OK,
            HttpStatusCode.TooManyRequests,
        ]);
        (await StatusesAsync(authority.Token("shopper-2"))).ShouldBe([
            HttpStatusCode.OK,
            HttpStatusCode.OK,
            HttpStatusCode.TooManyRequests,
        ]);

        await using var stranger = await Authority.StartAsync();
        (await StatusesAsync(stranger.Token("somebody"))).ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        (await StatusesAsync(stranger.Token("somebody-else"))).ShouldAllBe(status => status == HttpStatusCode.TooManyRequests);

        async Task<List<HttpStatusCode>> StatusesAsync(string token)
        {
            var statuses = new List<HttpStatusCode>();
            for (var i = 0; i < 3; i++)
                statuses.Add(
                    (await gateway.SendAsync(HttpMethod.Get, "/api/v1/products", null, ("Authorization", $"Bearer {token}"))).Status
                );
            return statuses;
        }
    }

    [Fact]
    public async Task A_trusted_proxy_tells_clients_apart()
    {
        await using var backend = await Backend.StartAsync("catalog");
        await using var gateway = await StartAsync(
            backend,
            "RateLimit:Permits=1",
            "RateLimit:Window=01:00:00",
            "Gateway:TrustedProxies:0=127.0.0.0/8"
        );
        (await FromAsync("203.0.113.1")).ShouldBe(HttpStatusCode.OK);
        (await FromAsync("203.0.113.2")).ShouldBe(HttpStatusCode.OK);
        (await FromAsync("203.0.113.1")).ShouldBe(HttpStatusCode.TooManyRequests);

        async Task<HttpStatusCode> FromAsync(string address) =>
            (await gateway.SendAsync(HttpMethod.Get, "/api/v1/products", null, ("X-Forwarded-For", address))).Status;
    }

    private static Task<RunningService> StartAsync(Backend backend, params string[] settings) =>
        RunningService.StartAsync(GatewayApp.Build, [$"services:catalog:http:0={backend.Url}", .. settings]);
}
