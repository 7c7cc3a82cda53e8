using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Mocks.Stubs.Json;

namespace Platform.Mocks.Stubs.Admin;

/// <summary>Maps admin calls: JSON in, JSON out, refusals as WireMock's error document.</summary>
public sealed class AdminRoutes(RouteGroupBuilder group)
{
    /// <summary>A call: what it answers, and null for "there is no such thing" (404).</summary>
    public delegate AdminAnswer? Call(AdminRequest request);

    public void Map(string method, string pattern, Call call) =>
        group.MapMethods(
            pattern,
            [method],
            async context =>
            {
                AdminAnswer answer;
                try
                {
                    var body = await new StreamReader(context.Request.Body, Encoding.UTF8).ReadToEndAsync(context.RequestAborted);
                    answer = call(new AdminRequest(context, body)) ?? new AdminAnswer(404, null);
                }
                catch (StubRefusedException refused)
                {
                    answer = Refused(refused);
                }
                await WriteAsync(context, answer);
            }
        );

    private static AdminAnswer Refused(StubRefusedException refused) =>
        new(
            422,
            new JsonObject
            {
                ["errors"] = new JsonArray(
                    new JsonObject
                    {
                        ["code"] = 10,
                        ["source"] = new JsonObject { ["pointer"] = refused.Pointer },
                        ["title"] = "Error parsing JSON",
                        ["detail"] = refused.Detail,
                    }
                ),
            }
        );

    private static async Task WriteAsync(HttpContext context, AdminAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.Json is not { } json)
            return;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(JsonText.WriteIndented(json), context.RequestAborted);
    }
}

/// <summary>A status and a document; no document, no body.</summary>
public sealed record AdminAnswer(int Status, JsonNode? Json)
{
    public static readonly AdminAnswer Done = new(200, new JsonObject());

    public static AdminAnswer Ok(JsonNode json) => new(200, json);
}

/// <summary>An admin call's route, query and body.</summary>
public sealed record AdminRequest(HttpContext Context, string Body)
{
    public T Service<T>()
        where T : notnull => Context.RequestServices.GetRequiredService<T>();

    public string Route(string name) => Context.Request.RouteValues[name] as string ?? "";

    /// <summary>Null when the route's id is not a UUID.</summary>
    public Guid? Id => Guid.TryParse(Route("id"), out var id) ? id : null;

    public int? QueryInt(string name) => int.TryParse(Context.Request.Query[name], out var number) ? number : null;

    public string? Query(string name) => Context.Request.Query[name] is [{ Length: > 0 } value] ? value : null;

    /// <exception cref="StubRefusedException">The body is not a JSON object.</exception>
    public JsonObject Json() => JsonText.Parse(Body, "") as JsonObject ?? throw new StubRefusedException("", "a JSON object is expected");
}
