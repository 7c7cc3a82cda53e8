using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Platform.Mocks.Tests.StubServer;

public sealed class FluentTests : IDisposable
{
    private readonly WireMockServer server = WireMockServer.Start();
    private readonly HttpClient client;

    public FluentTests() => client = server.CreateClient();

    public void Dispose()
    {
        client.Dispose();
        server.Stop();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stub_answers_what_it_was_given()
    {
        server
            .Given(Request.Create().WithPath("/orders/*").UsingGet().WithParam("full").WithHeader("X-Shop", "seoul*"))
            .RespondWith(
                Response
                    .Create()
                    .WithStatusCode(HttpStatusCode.Accepted)
                    .WithHeader("X-Id", "1", "2")
                    .WithBodyAsJson(new { id = 1, name = "컵" })
            );
        client.DefaultRequestHeaders.Add("X-Shop", "SEOUL-1");

        using var answer = await client.GetAsync("/orders/7?full=yes", Cancellation);
        using var other = await client.GetAsync("/orders/7", Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        answer.Headers.GetValues("X-Id").ShouldBe(["1", "2"]);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe("""{"id":1,"name":"컵"}""");
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_scenario_leads_from_answer_to_answer_and_the_log_remembers()
    {
        server
            .Given(Request.Create().WithPath("/pay"))
            .InScenario("pay")
            .WillSetStateTo("paid")
            .RespondWith(Response.Create().WithBody("charged"));
        server
            .Given(Request.Create().WithPath("/pay"))
            .InScenario("pay")
            .WhenStateIs("paid")
            .RespondWith(Response.Create().WithStatusCode(409));

        var first = await client.GetAsync("/pay", Cancellation);
        var second = await client.GetAsync("/pay", Cancellation);

        (first.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Conflict));
        server.LogEntries.Select(entry => entry.ResponseMessage.StatusCode).ShouldBe([200, 409]);
        server.FindLogEntries(Request.Create().WithPath("/pay").UsingGet()).Count.ShouldBe(2);
        server.Reset();
        server.LogEntries.ShouldBeEmpty();
        (await client.GetAsync("/pay", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Bodies_are_matched_by_json_by_predicate_and_answered_by_code()
    {
        server
            .Given(Request.Create().WithPath("/json").UsingPost().WithBody(new JsonPartialMatcher(new { a = 1 })))
            .RespondWith(Response.Create().WithBody(request => $"{request.Method} {request.Path} {request.Body}"));
        server.Given(Request.Create().WithPath("/long").WithBody(body => body?.Length > 3)).RespondWith(Response.Create().WithSuccess());

        var json = await client.PostAsync("/json", JsonContent.Create(new { b = 2, a = 1 }), Cancellation);
        var @long = await client.PostAsync("/long", new StringContent("1234"), Cancellation);
        var @short = await client.PostAsync("/long", new StringContent("123"), Cancellation);

        (await json.Content.ReadAsStringAsync(Cancellation)).ShouldBe("""POST /json {"b":2,"a":1}""");
        (@long.StatusCode, @short.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Lower_priorities_come_first_and_faults_break_the_connection()
    {
        server.Given(Request.Create().WithPath("/*")).AtPriority(10).RespondWith(Response.Create().WithBody("any"));
        server.Given(Request.Create().WithPath("/x")).AtPriority(1).RespondWith(Response.Create().WithBody("x").WithDelay(5));
        server.Given(Request.Create().WithPath("/broken")).RespondWith(Response.Create().WithFault(FaultType.EMPTY_RESPONSE));

        (await client.GetStringAsync("/x", Cancellation)).ShouldBe("x");
        (await client.GetStringAsync("/y", Cancellation)).ShouldBe("any");
        await Should.ThrowAsync<HttpRequestException>(client.GetAsync("/broken", Cancellation));
    }

    [Fact]
    public async Task A_fluent_stub_stands_in_the_admin_api_in_wiremocks_format()
    {
        server.Given(Request.Create().WithPath("/x").UsingPut()).WithTitle("mine").RespondWith(Response.Create().WithNotFound());

        var mappings = JsonNode.Parse(await client.GetStringAsync("/__admin/mappings", Cancellation))!["mappings"]!;

        var stub = mappings.AsArray().Single()!;
        ((string?)stub["name"], (string?)stub["request"]!["urlPath"], (int)stub["response"]!["status"]!).ShouldBe(("mine", "/x", 404));
    }
}
