using System.Net;
using Platform.Engines.Host.Elasticsearch;
using Platform.Hosting;

namespace Engines.Tests.Host;

public sealed class TransportPortTests
{
    [Fact]
    public async Task Who_mistakes_the_nodes_port_for_the_API_is_told_where_that_is()
    {
        var port = Served.FreePort();
        var settings = new ElasticsearchSettings("the-password") { Endpoint = "http://localhost:9200" };
        await using var transport = TransportPort.Listen(port, "search", settings);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        var answer = await client.GetAsync("/_search", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldContain("not an HTTP port");
        text.ShouldContain("http://localhost:9200");
        text.ShouldNotContain("the-password");
    }
}
