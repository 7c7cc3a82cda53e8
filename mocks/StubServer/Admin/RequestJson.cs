using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Journal;
using Platform.Mocks.Stubs.Requests;

namespace Platform.Mocks.Stubs.Admin;

/// <summary>Requests, events and near misses as WireMock writes them.</summary>
internal static class RequestJson
{
    public static JsonObject Write(StubRequest request) =>
        new()
        {
            ["url"] = request.Url,
            ["absoluteUrl"] = request.AbsoluteUrl,
            ["method"] = request.Method,
            ["clientIp"] = request.ClientIp,
            ["headers"] = new JsonObject(
                request.Headers.Select(header => new KeyValuePair<string, JsonNode?>(header.Key, OneOrMany(header.Value)))
            ),
            ["cookies"] = new JsonObject(request.Cookies.Select(cookie => new KeyValuePair<string, JsonNode?>(cookie.Key, cookie.Value))),
            ["loggedDate"] = request.ReceivedAt.ToUnixTimeMilliseconds(),
            ["loggedDateString"] = request.ReceivedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["bodyAsBase64"] = Convert.ToBase64String(request.BodyBytes),
            ["body"] = request.Body,
            ["protocol"] = request.Protocol,
            ["scheme"] = request.Scheme,
            ["host"] = request.Host,
            ["port"] = request.Port,
            ["queryParams"] = Parameters(request.Query),
            ["formParams"] = Parameters(request.Form),
        };

    public static JsonObject Write(ServeEvent served) =>
        new()
        {
            ["id"] = served.Request.Id.ToString(),
            ["request"] = Write(served.Request),
            ["response"] = new JsonObject
            {
                ["status"] = served.Status,
                ["body"] = Encoding.UTF8.GetString(served.Body),
                ["bodyAsBase64"] = Convert.ToBase64String(served.Body),
            },
            ["wasMatched"] = served.WasMatched,
            ["stubMapping"] = served.Stub?.Json.DeepClone(),
        };

    public static JsonObject Write(NearMiss miss) =>
        new()
        {
            ["request"] = Write(miss.Request),
            ["stubMapping"] = miss.Stub?.Json.DeepClone(),
            ["matchResult"] = new JsonObject
            {
                ["distance"] = Math.Round(miss.Distance, 4),
                ["mismatches"] = new JsonArray([
                    .. miss.Pattern.Mismatches(miss.Request).Select(part => (JsonNode)$"{part.Name}: expected {part.Expected}"),
                ]),
            },
        };

    private static JsonNode OneOrMany(IReadOnlyList<string> values) =>
        values is [var one] ? JsonValue.Create(one) : new JsonArray([.. values.Select(value => (JsonNode)value)]);

    private static JsonObject Parameters(IReadOnlyDictionary<string, IReadOnlyList<string>> parameters) =>
        new(
            parameters.Select(parameter => new KeyValuePair<string, JsonNode?>(
                parameter.Key,
                new JsonObject
                {
                    ["key"] = parameter.Key,
                    ["values"] = new JsonArray([.. parameter.Value.Select(value => (JsonNode)value)]),
                }
            ))
        );
}
