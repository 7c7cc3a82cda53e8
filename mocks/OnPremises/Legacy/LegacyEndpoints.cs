using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises.Legacy;

/// <summary>The API that takes data, and the query of the old database.</summary>
public static class LegacyEndpoints
{
    private const int LongestQuery = 10_000;

    public static void MapLegacy(this IEndpointRouteBuilder routes)
    {
        var received = routes.ServiceProvider.GetRequiredService<ReceivedData>();
        var database = routes.ServiceProvider.GetRequiredService<LegacyDatabase>();
        routes.MapPost(
            "/api/receive_data",
            async (HttpRequest request) =>
                await Body.ReadAsync(request) is { } payload
                    ? Results.Json(new JsonObject { ["status"] = "received", ["id"] = received.Add(payload) })
                    : Body.Refuse(400, "The body is not a JSON object.")
        );
        routes.MapPost(
            "/api/legacy/query",
            async (HttpRequest request) =>
                await Body.ReadAsync(request) is not { } body || body.Text("query") is not { Length: <= LongestQuery } query
                    ? Body.Refuse(400, $"The body needs a query of at most {LongestQuery} characters.")
                : database.Query(query) is { } rows ? Results.Json(rows)
                : Body.Refuse(403, "Only SELECT is allowed here.")
        );
        routes.MapGet("/__admin/received", received.All);
    }
}
