using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises;

/// <summary>JSON bodies of calls.</summary>
internal static class Body
{
    /// <summary>Null when the body is not a JSON object.</summary>
    public static async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null when the field is absent or not a string.</summary>
    public static string? Text(this JsonObject body, string field) =>
        body[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static IResult Refuse(int status, string detail) => Results.Json(new JsonObject { ["detail"] = detail }, statusCode: status);
}
