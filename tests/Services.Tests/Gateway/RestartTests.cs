using System.Net;
using System.Net.WebSockets;
using System.Text;
using Gateway;
using Microsoft.AspNetCore.Http;
using Services.Tests.Support;

namespace Services.Tests.Gateway;

public sealed class RestartTests
{
    [Fact]
    public async Task A_rolling_restart_of_two_replicas_drops_no_request()
    {
        var one = await Backend.StartAsync("one");
        var two = await Backend.StartAsync("two");
        await using var gateway = await StartAsync("catalog", one, two);
        using var done = new CancellationTokenSource();
        var failures = new List<string>();
        var names = new HashSet<string>();
        var shoppers = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(ShopAsync)));

        one = await RestartAsync(one, "one again");
        two = await RestartAsync(two, "two again");
        await done.CancelAsync();
        await shoppers;

        failures.ShouldBeEmpty();
        names.ShouldContain("one");
        names.ShouldContain("two");
        names.Count.ShouldBeGreaterThan(2);
        await one.DisposeAsync();
        await two.DisposeAsync();

        async Task ShopAsync()
        {
            while (!done.IsCancellationRequested)
            {
                await AskAsync(HttpMethod.Get);
                await AskAsync(HttpMethod.Post);
            }
        }

        async Task AskAsync(HttpMethod method)
        {
            object? body = method == HttpMethod.Post ? new { quantity = 1 } : null;
            var answer = await gateway.SendAsync(method, "/api/v1/products", body, ("Idempotency-Key", Guid.NewGuid().ToString()));
            lock (names)
            {
                if (answer.Status == HttpStatusCode.OK)
                    names.Add(answer.Text("name"));
                else
                    failures.Add($"{method} {answer}");
            }
        }

        async Task<Backend> RestartAsync(Backend backend, string name)
        {
            await Until(() => backend.Requests.Count > 50);
            var url = backend.Url;
            await backend.DisposeAsync();
            var again = await Backend.StartAsync(name, url);
            await Until(() => again.Requests.Count > 50);
            return again;
        }
    }

    [Fact]
    public async Task A_request_with_an_idempotency_key_is_sent_again_when_its_connection_breaks()
    {
        var calls = 0;
        await using var backend = await Backend.StartAsync("payments", first: BreakFirst);
        await using var gateway = await StartAsync("payments", backend);
        var answer = await gateway.PostAsync("/api/v1/payments", new { amount = 100 }, ("Idempotency-Key", "once"));
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text("body").ShouldBe("""{"amount":100}""");
        backend.Requests.Count.ShouldBe(2);

        Task<bool> BreakFirst(HttpContext context) => Break(context, Interlocked.Increment(ref calls) == 1);
    }

    [Fact]
    public async Task A_request_that_may_have_had_an_effect_is_not_sent_again()
    {
        await using var backend = await Backend.StartAsync("payments", first: context => Break(context, true));
        await using var gateway = await StartAsync("payments", backend);
        (await gateway.PostAsync("/api/v1/payments", new { amount = 100 })).Status.ShouldBe(HttpStatusCode.BadGateway);
        backend.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var backend = await Backend.StartAsync("payments");
        await using var gateway = await StartAsync("payments", backend);
        var answer = await gateway.PostAsync(
            "/api/v1/payments",
            new { padding = new string('x', 1024 * 1024) },
            ("Idempotency-Key", "once")
        );
        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_socket_comes_back_to_its_replica()
    {
        await using var one = await Backend.StartAsync("one");
        await using var two = await Backend.StartAsync("two");
        await using var gateway = await StartAsync("ordering", one, two);
        var cookies = new CookieContainer();
        var first = await GreetingAsync(cookies);
        for (var i = 0; i < 10; i++)
            (await GreetingAsync(cookies)).ShouldBe(first);

        var strangers = new HashSet<string>();
        while (strangers.Count < 2)
            strangers.Add(await GreetingAsync(new CookieContainer()));

        async Task<string> GreetingAsync(CookieContainer jar)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            using var socket = new ClientWebSocket();
            socket.Options.Cookies = jar;
            await socket.ConnectAsync(new Uri(gateway.Url.Replace("http://", "ws://") + "/ws/orders"), limit.Token);
            var buffer = new byte[100];
            var received = await socket.ReceiveAsync(buffer, limit.Token);
            return Encoding.UTF8.GetString(buffer, 0, received.Count);
        }
    }

    private static Task<bool> Break(HttpContext context, bool now)
    {
        if (now)
            context.Abort();
        return Task.FromResult(now);
    }

    private static Task<RunningService> StartAsync(string service, params Backend[] backends) =>
        RunningService.StartAsync(
            GatewayApp.Build,
            ["RateLimit:Permits=1000000", .. backends.Select((backend, i) => $"services:{service}:http:{i}={backend.Url}")]
        );

    private static async Task Until(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
