using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises.Files;

/// <summary><c>PUT</c>, <c>GET</c> (with ranges), <c>HEAD</c> and <c>DELETE</c> of <c>/api/files/{key}</c>; <c>GET /api/files?prefix=</c> lists.</summary>
public static class FileEndpoints
{
    public const string Path = "/api/files";

    public static void MapFileStore(this IEndpointRouteBuilder routes)
    {
        var store = routes.ServiceProvider.GetRequiredService<FileStore>();
        routes.MapPut(Path + "/{**key}", (string key, HttpRequest request) => PutAsync(store, key, request));
        routes.MapMethods(Path + "/{**key}", ["GET", "HEAD"], (string? key, string? prefix) => Get(store, key, prefix));
        routes.MapDelete(Path + "/{**key}", (string key) => Delete(store, key));
    }

    private static async Task<IResult> PutAsync(FileStore store, string key, HttpRequest request)
    {
        if (!FileStore.IsKey(key))
            return BadKey(key);
        var (length, sha256) = await store.PutAsync(key, request.Body, request.HttpContext.RequestAborted);
        return Results.Json(
            new JsonObject
            {
                ["key"] = key,
                ["size"] = length,
                ["sha256"] = sha256,
            },
            statusCode: StatusCodes.Status201Created
        );
    }

    private static IResult Get(FileStore store, string? key, string? prefix)
    {
        if (string.IsNullOrEmpty(key))
            return Results.Json(new JsonObject { ["keys"] = new JsonArray([.. store.List(prefix ?? "").Select(k => (JsonNode)k)]) });
        if (!FileStore.IsKey(key))
            return BadKey(key);
        return store.Open(key) is { } file
            ? Results.File(file, "application/octet-stream", enableRangeProcessing: true)
            : Body.Refuse(404, $"There is no file '{key}'.");
    }

    private static IResult Delete(FileStore store, string key)
    {
        if (!FileStore.IsKey(key))
            return BadKey(key);
        store.Delete(key);
        return Results.NoContent();
    }

    private static IResult BadKey(string key) =>
        Body.Refuse(400, $"'{key}' is not a key: a relative path without dots at the start of a name.");
}
