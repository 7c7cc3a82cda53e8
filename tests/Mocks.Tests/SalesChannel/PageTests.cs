using System.Net;

namespace Platform.Mocks.Tests.SalesChannel;

public class PageTests
{
    [Fact]
    public async Task The_page_shows_both_malls_and_says_no_secret()
    {
        await using var malls = await Malls.StartAsync();
        await malls.ListAtHanbitAsync();
        await malls.ListAtByeolAsync();
        await malls.BuyAsync("hanbit");

        using var page = await malls.Http.GetAsync("/", TestContext.Current.CancellationToken);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var seen = (await malls.AdminAsync("GET", "malls")).Body;

        (page.StatusCode, page.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "text/html"));
        html.ShouldContain("한빛몰");
        html.ShouldContain("별마켓");
        ((int)seen["malls"]!["hanbit"]!["productCount"]!, (int)seen["malls"]!["hanbit"]!["orderCount"]!).ShouldBe((1, 1));
        ((string?)seen["malls"]!["byeol"]!["products"]![0]!["status"]).ShouldBe("ON_SALE");
        foreach (var secret in new[] { Malls.ApiKey, Malls.AccessKey, Malls.SecretKey })
            (html + seen.ToJsonString()).ShouldNotContain(secret);
    }

    [Fact]
    public async Task The_page_is_told_of_changes()
    {
        await using var malls = await Malls.StartAsync();
        using var events = await malls.Http.GetAsync(
            "/__admin/malls/events",
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        using var reader = new StreamReader(await events.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await NextAsync();

        await malls.ListAtHanbitAsync();

        await NextAsync();
        events.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");

        async Task NextAsync()
        {
            while (
                await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60)) is { } line
            )
                if (line == "event: changed")
                    return;
            throw new EndOfStreamException("The stream ended.");
        }
    }

    [Fact]
    public async Task Stubs_lie_over_the_malls_but_not_over_their_health()
    {
        await using var malls = await Malls.StartAsync();
        await malls.AdminAsync(
            "POST",
            "mappings",
            """{ "request": { "urlPath": "/hanbit/v2/products" }, "response": { "status": 503, "jsonBody": { "code": "STUBBED" } } }"""
        );
        await malls.AdminAsync(
            "POST",
            "mappings",
            """{ "request": { "urlPathPattern": "/health|/alive" }, "response": { "status": 503 } }"""
        );

        (await malls.HanbitAsync("GET", "products")).Code.ShouldBe("STUBBED");
        (await malls.HanbitAsync("GET", "orders")).Status.ShouldBe(200);
        (await malls.SendAsync("GET", "/health", null)).Status.ShouldBe(200);
    }
}
