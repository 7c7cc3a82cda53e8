using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platform.ServiceDefaults.Problems;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests;

public sealed class ProblemTests : IAsyncLifetime
{
    private LocalApp service = null!;

    public async ValueTask InitializeAsync() =>
        service = await LocalApp.StartAsync(
            map: app =>
            {
                app.MapPost(
                    "/orders",
                    (Order order) =>
                    {
                        var validation = new Validation().Check(order.Lines[0].Quantity > 0, "lines[0].quantity", "must be at least 1");
                        return validation.Failed ? (IResult)validation.ToProblem() : TypedResults.Ok();
                    }
                );
                app.MapGet("/list", (int page) => page);
                app.MapGet("/sold-out", () => Problem.Conflict("Nothing is left.", "out_of_stock"));
                app.MapGet("/peer", (IHttpClientFactory clients) => clients.CreateClient().GetStringAsync("http://peer/"));
            },
            configuration: [("services:peer:http:0", "http://127.0.0.1:9"), ("Resilience:Default:RetryDelay", "00:00:00.001")]
        );

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Theory]
    [InlineData("""{"lines":[{"quantity":0}]}""", "lines[0].quantity")]
    [InlineData("""{"lines":[{"quantity":"x"}]}""", "lines[0].quantity")]
    [InlineData("""{"lines":[{}]}""", "quantity")]
    [InlineData("""{"lines":""", "lines")]
    [InlineData("""nonsense""", "body")]
    public async Task A_wrong_body_names_its_field(string body, string field)
    {
        var answer = await service.Client.PostAsync("/orders", new StringContent(body, null, "application/json"));

        await ShouldNameAsync(answer, field);
    }

    [Theory]
    [InlineData("/list?page=x")]
    [InlineData("/list")]
    public async Task A_wrong_parameter_is_named(string path) => await ShouldNameAsync(await service.Client.GetAsync(path), "page");

    [Fact]
    public async Task A_conflict_has_a_code_to_switch_on()
    {
        var answer = await service.Client.GetAsync("/sold-out");

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().ShouldBe("out_of_stock");
        problem.GetProperty("detail").GetString().ShouldBe("Nothing is left.");
        problem.TryGetProperty("traceId", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task An_absent_peer_is_503_and_a_path_that_is_not_there_404_both_as_problems()
    {
        var absent = await service.Client.GetAsync("/peer");
        var nowhere = await service.Client.GetAsync("/nowhere");

        absent.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        absent.Headers.RetryAfter.ShouldNotBeNull();
        nowhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        nowhere.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    private static async Task ShouldNameAsync(HttpResponseMessage answer, string field)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        JsonDocument.Parse(text).RootElement.GetProperty("errors").EnumerateObject().Select(one => one.Name).ShouldBe([field], text);
    }

    private sealed record Order(IReadOnlyList<Line> Lines);

    private sealed record Line
    {
        public required int Quantity { get; init; }
    }
}
