using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using WireMock.Server;

namespace Platform.Mocks.Tests.StubServer;

public sealed class AdminTests : IDisposable
{
    private readonly WireMockServer server = WireMockServer.Start();
    private readonly HttpClient client;

    public AdminTests() => client = server.CreateClient();

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public async Task A_stub_can_be_made_read_replaced_and_removed()
    {
        var (created, stub) = await SendAsync(
            "POST",
            "/__admin/mappings",
            """{ "request": { "urlPath": "/x" }, "response": { "body": "one" } }"""
        );
        var path = $"/__admin/mappings/{stub!["id"]}";
        var first = await client.GetStringAsync("/x", Cancellation);
        var (replaced, _) = await SendAsync("PUT", path, """{ "request": { "urlPath": "/x" }, "response": { "body": "two" } }""");
        var second = await client.GetStringAsync("/x", Cancellation);
        var (_, all) = await SendAsync("GET", "/__admin/mappings");
        var (removed, _) = await SendAsync("DELETE", path);
        var (gone, _) = await SendAsync("GET", path);

        (created, replaced, removed, gone).ShouldBe((201, 200, 200, 404));
        (first, second).ShouldBe(("one", "two"));
        ((int)all!["meta"]!["total"]!).ShouldBe(1);
        (await client.GetAsync("/x", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{ "request": { "urlPath": "/x", "multipartPatterns": [] } }""", "/request/multipartPatterns")]
    [InlineData("""{ "request": { "bodyPatterns": [ { "matchesXPath": "/a" } ] } }""", "/request/bodyPatterns/0/matchesXPath")]
    [InlineData("""{ "request": { "headers": { "A": { "equalTo": "a", "contains": "b" } } } }""", "/request/headers/A/contains")]
    [InlineData("""{ "request": { "url": "/x", "urlPath": "/x" } }""", "/request/urlPath")]
    [InlineData("""{ "request": { "urlPattern": "[" } }""", "/request/urlPattern")]
    [InlineData(
        """{ "request": { "bodyPatterns": [ { "matchesJsonPath": "$.a[?(@.b ~ 1)]" } ] } }""",
        "/request/bodyPatterns/0/matchesJsonPath"
    )]
    [InlineData("""{ "response": { "proxyBaseUrl": "http://example.org" } }""", "/response/proxyBaseUrl")]
    [InlineData("""{ "response": { "fault": "SMOKE" } }""", "/response/fault")]
    [InlineData("""{ "response": { "transformers": [ "mine" ] } }""", "/response/transformers/0")]
    [InlineData("""{ "response": { "body": "{{#if x}}", "transformers": [ "response-template" ] } }""", "/response/body")]
    [InlineData("""{ "response": { "bodyFileName": "../secret" } }""", "/response/bodyFileName")]
    [InlineData("""{ "postServeActions": [] }""", "/postServeActions")]
    [InlineData("""{ "request": {""", "")]
    public async Task What_is_not_supported_is_refused_where_it_stands(string stub, string pointer)
    {
        var (status, answer) = await SendAsync("POST", "/__admin/mappings", stub);

        status.ShouldBe(422);
        ((string?)answer!["errors"]![0]!["source"]!["pointer"]).ShouldBe(pointer);
        ((string?)answer["errors"]![0]!["detail"]).ShouldNotBeNullOrEmpty();
        server.LogEntries.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_journal_counts_finds_and_explains_what_nearly_matched()
    {
        await SendAsync(
            "POST",
            "/__admin/mappings",
            """{ "name": "orders", "request": { "urlPath": "/orders", "method": "POST" }, "response": {} }"""
        );
        await client.PostAsync("/orders", new StringContent("""{"id":7}"""), Cancellation);
        await client.PostAsync("/orders", new StringContent("""{"id":8}"""), Cancellation);
        var missed = await (await client.GetAsync("/order", Cancellation)).Content.ReadAsStringAsync(Cancellation);

        var pattern = """{ "urlPath": "/orders", "bodyPatterns": [ { "matchesJsonPath": "$[?(@.id == 8)]" } ] }""";
        var (_, count) = await SendAsync("POST", "/__admin/requests/count", pattern);
        var (_, found) = await SendAsync("POST", "/__admin/requests/find", pattern);
        var (_, unmatched) = await SendAsync("GET", "/__admin/requests/unmatched");
        var (_, near) = await SendAsync("GET", "/__admin/requests/unmatched/near-misses");

        ((int)count!["count"]!).ShouldBe(1);
        ((string?)found!["requests"]![0]!["body"]).ShouldBe("""{"id":8}""");
        ((string?)unmatched!["requests"]!.AsArray().Single()!["url"]).ShouldBe("/order");
        ((string?)near!["nearMisses"]![0]!["stubMapping"]!["name"]).ShouldBe("orders");
        missed.ShouldContain("orders");
        missed.ShouldContain("method: expected POST");
    }

    [Fact]
    public async Task The_journal_is_bounded()
    {
        for (var i = 0; i < 1010; i++)
            await client.GetAsync($"/{i}", Cancellation);

        server.LogEntries.Count.ShouldBe(1000);
        server.LogEntries[0].RequestMessage.Path.ShouldBe("/10");
    }

    [Fact]
    public async Task Scenarios_are_listed_set_and_reset()
    {
        await SendAsync(
            "POST",
            "/__admin/mappings",
            """{ "scenarioName": "s", "requiredScenarioState": "late", "request": { "urlPath": "/x" }, "response": {} }"""
        );

        var (set, _) = await SendAsync("PUT", "/__admin/scenarios/s/state", """{ "state": "late" }""");
        var (_, listed) = await SendAsync("GET", "/__admin/scenarios");
        var late = (await client.GetAsync("/x", Cancellation)).StatusCode;
        await SendAsync("POST", "/__admin/scenarios/reset");
        var early = (await client.GetAsync("/x", Cancellation)).StatusCode;
        var (unknown, _) = await SendAsync("PUT", "/__admin/scenarios/s/state", """{ "state": "never" }""");

        (set, unknown).ShouldBe((200, 422));
        ((string?)listed!["scenarios"]![0]!["state"]).ShouldBe("late");
        (late, early).ShouldBe((HttpStatusCode.OK, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task One_switch_breaks_every_call_until_it_is_turned_off()
    {
        await SendAsync("POST", "/__admin/mappings", """{ "request": { "urlPath": "/x" }, "response": { "body": "well" } }""");

        await SendAsync("PUT", "/__admin/faults", """{ "status": 503, "body": "down" }""");
        var broken = (await client.GetAsync("/x", Cancellation)).StatusCode;
        await SendAsync("DELETE", "/__admin/faults");

        broken.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetStringAsync("/x", Cancellation)).ShouldBe("well");
    }

    [Fact]
    public async Task The_switch_can_spare_paths_and_can_only_delay()
    {
        await SendAsync("POST", "/__admin/mappings", """{ "request": { "urlPathPattern": "/.*" }, "response": { "body": "well" } }""");

        await SendAsync("PUT", "/__admin/faults", """{ "urlPathPattern": "/v1/.*", "status": 500 }""");
        var broken = (await client.GetAsync("/v1/x", Cancellation)).StatusCode;
        var spared = (await client.GetAsync("/checkout", Cancellation)).StatusCode;
        await SendAsync("PUT", "/__admin/faults", """{ "fixedDelayMilliseconds": 40, "passThrough": true }""");
        var began = TimeProvider.System.GetTimestamp();
        var late = await client.GetStringAsync("/v1/x", Cancellation);
        var took = TimeProvider.System.GetElapsedTime(began);
        var (refused, _) = await SendAsync("PUT", "/__admin/faults", """{ "status": 500, "passThrough": true }""");

        (broken, spared, late).ShouldBe((HttpStatusCode.InternalServerError, HttpStatusCode.OK, "well"));
        took.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(30));
        refused.ShouldBe(422);
    }

    [Fact]
    public async Task An_import_with_a_bad_stub_changes_nothing_and_a_good_one_keeps_its_order()
    {
        var (bad, _) = await SendAsync(
            "POST",
            "/__admin/mappings/import",
            """{ "mappings": [ { "request": { "urlPath": "/x" } }, { "request": { "nope": 1 } } ] }"""
        );
        var (good, _) = await SendAsync(
            "POST",
            "/__admin/mappings/import",
            """{ "mappings": [ { "request": { "urlPath": "/x" }, "response": { "body": "first" } }, { "request": { "urlPath": "/x" }, "response": { "body": "second" } } ] }"""
        );
        var (_, all) = await SendAsync("GET", "/__admin/mappings");

        (bad, good).ShouldBe((422, 200));
        ((int)all!["meta"]!["total"]!).ShouldBe(2);
        (await client.GetStringAsync("/x", Cancellation)).ShouldBe("first");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<(int Status, JsonNode? Body)> SendAsync(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return (
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text) : null
        );
    }
}
