using System.Net;
using System.Text.Json.Nodes;
using Gateway;
using Services.Tests.Support;

namespace Services.Tests.Gateway;

public sealed class RoutingTests
{
    [Theory]
    [InlineData("/internal/stock/reservations")]
    [InlineData("/internal/keys/rotate")]
    [InlineData("/internal/index/rebuild")]
    [InlineData("/api/v1/internal/products/1")]
    [InlineData("/.well-known/jwks.json")]
    [InlineData("/api/v1/products/../../../internal/products/1")]
    [InlineData("/openapi/v1.json")]
    public async Task What_is_internal_is_not_there(string path)
    {
        await using var backend = await Backend.StartAsync("any");
        await using var gateway = await StartAsync(backend);
        var answer = await gateway.SendAsync(HttpMethod.Post, path, new { });
        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.Number("status").ShouldBe(404);
        backend.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/auth/login", "users")]
    [InlineData("/api/v1/users/me", "users")]
    [InlineData("/api/v1/products", "catalog")]
    [InlineData("/api/v1/products/7", "catalog")]
    [InlineData("/api/v1/categories", "catalog")]
    [InlineData("/api/v1/search", "search")]
    [InlineData("/api/v1/search/suggest", "search")]
    [InlineData("/api/v1/cart", "ordering")]
    [InlineData("/api/v1/orders/1/cancel", "ordering")]
    [InlineData("/api/v1/payments", "payments")]
    [InlineData("/api/v1/channels/orders", "channels")]
    [InlineData("/api/v1/files", "files")]
    [InlineData("/api/v1/files/0f8fad5b-d9cb-469f-a165-70867728950e/download", "files")]
    public async Task Each_path_reaches_its_service(string path, string service)
    {
        await using var backend = await Backend.StartAsync(service);
        await using var gateway = await RunningService.StartAsync(GatewayApp.Build, $"services:{service}:http:0={backend.Url}");
        var answer = await gateway.GetAsync(path);
        answer.Text("name").ShouldBe(service);
        answer.Text("path").ShouldBe(path);
    }

    [Fact]
    public async Task Services_learn_who_asked_and_under_which_id_but_not_what_a_client_invents()
    {
        await using var backend = await Backend.StartAsync("catalog");
        await using var gateway = await StartAsync(backend);
        var answer = await gateway.SendAsync(
            HttpMethod.Get,
            "/api/v1/products",
            null,
            ("X-Forwarded-For", "203.0.113.9"),
            ("X-Request-Id", "request-0001"),
            ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        );
        var headers = answer.Body!["headers"]!;
        ((string)headers["x-forwarded-for"]!).ShouldBe("127.0.0.1");
        ((string)headers["x-forwarded-host"]!).ShouldBe(new Uri(gateway.Url).Authority);
        ((string)headers["x-request-id"]!).ShouldBe("request-0001");
        ((string)headers["traceparent"]!).ShouldStartWith("00-0af7651916cd43dd8448eb211c80319c-");
        answer.Headers.GetValues("X-Request-Id").ShouldBe(["request-0001"]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Answers_are_compressed_for_who_accepts_it(string encoding)
    {
        await using var backend = await Backend.StartAsync("catalog");
        await using var gateway = await StartAsync(backend);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/products");
        request.Headers.Add("Accept-Encoding", encoding);
        using var response = await gateway.Client.SendAsync(request);
        response.Content.Headers.ContentEncoding.ShouldBe([encoding]);
        (await response.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan(1500);
    }

    [Fact]
    public async Task A_browser_application_of_a_known_origin_may_call()
    {
        await using var backend = await Backend.StartAsync("catalog");
        await using var gateway = await StartAsync(backend, "Gateway:CorsOrigins:0=http://localhost:3000");
        (await PreflightAsync("http://localhost:3000"))
            .Headers.GetValues("Access-Control-Allow-Origin")
            .ShouldBe(["http://localhost:3000"]);
        (await PreflightAsync("http://evil.example")).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();

        Task<Answer> PreflightAsync(string origin) =>
            gateway.SendAsync(
                HttpMethod.Options,
                "/api/v1/orders",
                null,
                ("Origin", origin),
                ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "authorization,idempotency-key")
            );
    }

    [Fact]
    public async Task The_root_says_that_the_backend_runs()
    {
        await using var gateway = await RunningService.StartAsync(GatewayApp.Build);
        (await gateway.Client.GetStringAsync("/")).ShouldBe("""{"message":"Personal Data Assistant Backend is running!"}""");
    }

    [Fact]
    public async Task Health_is_the_gateways_own()
    {
        await using var gateway = await RunningService.StartAsync(GatewayApp.Build);
        (await gateway.GetAsync("/health")).Status.ShouldBe(HttpStatusCode.OK);
        (await gateway.GetAsync("/alive")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_that_is_away_is_a_problem_not_a_crash()
    {
        await using var gateway = await RunningService.StartAsync(GatewayApp.Build, "services:catalog:http:0=http://127.0.0.1:1");
        var answer = await gateway.GetAsync("/api/v1/products");
        answer.Status.ShouldBe(HttpStatusCode.BadGateway);
        answer.Body.ShouldBeOfType<JsonObject>();
    }

    private static Task<RunningService> StartAsync(Backend backend, params string[] settings) =>
        RunningService.StartAsync(
            GatewayApp.Build,
            [.. new[] { "users", "catalog", "ordering", "payments" }.Select(name => $"services:{name}:http:0={backend.Url}"), .. settings]
        );
}
