using System.Net;
using Platform.Engines.Host.ObjectStorage;
using Platform.Hosting;

namespace Engines.Tests.Host;

public sealed class ConsolePageTests
{
    [Fact]
    public async Task Where_a_console_would_be_one_page_says_that_there_is_none_and_how_to_reach_the_store()
    {
        var port = Served.FreePort();
        var settings = new ObjectStorageSettings("access", "the-secret-key") { Endpoint = "http://localhost:9000", Buckets = ["uploads"] };
        await using var page = ConsolePage.Listen(port, "storage", settings);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        var answer = await client.GetAsync("/browser/uploads", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldContain("S3 without a console");
        text.ShouldContain("aws --endpoint-url http://localhost:9000 s3 ls");
        text.ShouldContain("uploads");
        text.ShouldNotContain("the-secret-key");
    }
}
