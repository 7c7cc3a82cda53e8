using System.Net;
using Platform.Dashboard.Resources;

namespace Dashboard.Tests.Otlp;

public class OtlpOriginsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_of_the_graphs_endpoints_may_send_and_no_others()
    {
        await using var server = await OtlpServer.StartAsync(options => options with { OtlpAllowedOrigins = ["https://named.example"] });
        server
            .Get<ResourceBoard>()
            .Apply(
                new ResourceSnapshot("storefront-1", "storefront", "Executable")
                {
                    Endpoints = [new ResourceEndpoint("http", "http", "localhost", 3000, 41234)],
                }
            );
        foreach (var origin in (string[])["http://localhost:3000", "http://127.0.0.1:3000", "https://named.example"])
        {
            using var preflight = await PreflightAsync(server, origin);
            preflight.StatusCode.ShouldBe(HttpStatusCode.NoContent, origin);
            preflight.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([origin]);
            preflight.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldContain("x-otlp-api-key");
            using var post = await server.PostAsync([], headers: ("Origin", origin));
            post.StatusCode.ShouldBe(HttpStatusCode.OK);
            post.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([origin]);
        }
        foreach (var origin in (string[])["http://localhost:3001", "https://localhost:3000", "https://evil.example", "null"])
        {
            using var preflight = await PreflightAsync(server, origin);
            preflight.StatusCode.ShouldBe(HttpStatusCode.Forbidden, origin);
            preflight.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
            using var post = await server.PostAsync([], headers: ("Origin", origin));
            post.StatusCode.ShouldBe(HttpStatusCode.Forbidden, origin);
        }
        server.Sink.Received.Count.ShouldBe(3);
    }

    private static async Task<HttpResponseMessage> PreflightAsync(OtlpServer server, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/traces");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        return await server.Http.SendAsync(request, Cancel);
    }
}
