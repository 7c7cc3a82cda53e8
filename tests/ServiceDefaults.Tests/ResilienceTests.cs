using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Polly.CircuitBreaker;
using Polly.Timeout;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests;

public sealed class ResilienceTests
{
    [Theory]
    [InlineData("GET", false, 3)]
    [InlineData("DELETE", false, 3)]
    [InlineData("POST", false, 1)]
    [InlineData("POST", true, 3)]
    public async Task Only_what_may_be_repeated_is_repeated(string method, bool withKey, int attempts)
    {
        var received = 0;
        await using var peer = await LocalApp.StartAsync(map: app =>
            app.Map("/flaky", () => Interlocked.Increment(ref received) < 3 ? Results.StatusCode(503) : Results.Text("done"))
        );
        await using var caller = await CallerOf(peer);
        var request = new HttpRequestMessage(new HttpMethod(method), "http://peer/flaky");
        if (method == "POST")
            request.Content = new StringContent("body");
        if (withKey)
            request.Headers.Add("Idempotency-Key", "1");

        var response = await caller.Outgoing().SendAsync(request);

        received.ShouldBe(attempts);
        response.StatusCode.ShouldBe(attempts == 3 ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_refusal_is_not_repeated()
    {
        var received = 0;
        await using var peer = await LocalApp.StartAsync(map: app =>
            app.MapGet("/", () => Results.StatusCode(Interlocked.Increment(ref received) > 0 ? 404 : 500))
        );
        await using var caller = await CallerOf(peer);

        (await caller.Outgoing().GetAsync("http://peer/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        received.ShouldBe(1);
    }

    [Fact]
    public async Task A_retry_goes_to_the_next_replica()
    {
        await using var broken = await LocalApp.StartAsync(map: app => app.MapGet("/", () => Results.StatusCode(500)));
        await using var sound = await LocalApp.StartAsync(map: app => app.MapGet("/", () => "sound"));
        await using var caller = await CallerOf(broken, ("services:peer:http:1", sound.Address));

        (await caller.Outgoing().GetStringAsync("http://peer/")).ShouldBe("sound");
    }

    [Fact]
    public async Task A_server_says_how_long_to_wait()
    {
        var received = 0;
        await using var peer = await LocalApp.StartAsync(map: app =>
            app.MapGet(
                "/",
                (HttpResponse response) =>
                {
                    response.Headers.RetryAfter = "0";
                    return Results.StatusCode(Interlocked.Increment(ref received) < 2 ? 429 : 200);
                }
            )
        );
        // An hour of back-off: only the header explains an answer.
        await using var caller = await CallerOf(peer, ("Resilience:Default:RetryDelay", "01:00:00"));

        (await caller.Outgoing().GetAsync("http://peer/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_attempt_that_hangs_is_given_up()
    {
        await using var peer = await LocalApp.StartAsync(map: app =>
            app.MapGet("/", (HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted))
        );
        await using var caller = await CallerOf(
            peer,
            ("Resilience:Default:AttemptTimeout", "00:00:00.100"),
            ("Resilience:Default:MaxRetries", "1")
        );

        await Should.ThrowAsync<TimeoutRejectedException>(() => caller.Outgoing().GetAsync("http://peer/"));
    }

    [Fact]
    public async Task A_circuit_opens_for_one_client_and_authority_only()
    {
        var received = 0;
        await using var peer = await LocalApp.StartAsync(map: app =>
        {
            app.MapGet("/", () => Results.StatusCode(Interlocked.Increment(ref received) > 0 ? 500 : 200));
            app.MapGet("/good", () => "good");
        });
        await using var caller = await CallerOf(
            peer,
            ("services:other:http:0", peer.Address),
            ("Resilience:payments:MaxRetries", "0"),
            ("Resilience:payments:MinimumThroughput", "2"),
            ("Resilience:payments:BreakDuration", "00:10:00")
        );
        var payments = caller.Outgoing("payments");
        await payments.GetAsync("http://peer/");
        await payments.GetAsync("http://peer/");

        using var spans = new SpanRecorder("Platform.ServiceDefaults.Resilience");
        await Should.ThrowAsync<BrokenCircuitException>(() => payments.GetAsync("http://peer/kept-back"));
        var refused = await spans.SpanAsync(span => (span.GetTagItem("url.full") as string) == "http://peer/kept-back");
        (refused.Kind, refused.Status, refused.GetTagItem("server.address")).ShouldBe(
            (ActivityKind.Client, ActivityStatusCode.Error, "peer")
        );

        received.ShouldBe(2);
        (await payments.GetStringAsync("http://other/good")).ShouldBe("good");
        (await caller.Outgoing().GetStringAsync("http://peer/good")).ShouldBe("good");
    }

    private static Task<LocalApp> CallerOf(LocalApp peer, params (string, string?)[] configuration) =>
        LocalApp.StartAsync(
            configuration: [("services:peer:http:0", peer.Address), ("Resilience:Default:RetryDelay", "00:00:00.001"), .. configuration]
        );
}
