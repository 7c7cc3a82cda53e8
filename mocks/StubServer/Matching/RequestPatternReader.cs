using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Json;
using Platform.Mocks.Stubs.Requests;

namespace Platform.Mocks.Stubs.Matching;

/// <summary>Reads WireMock's request pattern.</summary>
public static class RequestPatternReader
{
    public static RequestPattern Read(JsonNode? node, string pointer)
    {
        var json = FieldReader.Of(node, pointer);
        var parts = new List<RequestPart>();
        if (json.Text("method") is { } method && method != "ANY")
            parts.Add(new RequestPart("method", method, request => request.Method == method ? 0 : 1, Weight: 3));
        var (url, template) = UrlReader.Read(json);
        if (url is not null)
            parts.Add(url);
        parts.AddRange(PathParameters(json, template));
        parts.AddRange(Named(json, "headers", "header", (request, name) => request.Header(name)));
        parts.AddRange(Named(json, "queryParameters", "query parameter", (request, name) => request.Query.GetValueOrDefault(name) ?? []));
        parts.AddRange(Named(json, "formParameters", "form field", (request, name) => request.Form.GetValueOrDefault(name) ?? []));
        parts.AddRange(
            Named(json, "cookies", "cookie", (request, name) => request.Cookies.TryGetValue(name, out var cookie) ? [cookie] : [])
        );
        parts.AddRange(BasicAuth(json, "basicAuth").Concat(BasicAuth(json, "basicAuthCredentials")));
        foreach (var (body, place) in json.Array("bodyPatterns"))
        {
            var matcher = ValueMatcherReader.Read(body, place);
            parts.Add(new RequestPart("body", JsonText.Write(body), request => matcher.Distance(request.BodyValue)));
        }
        parts.AddRange(Single(json, "host", request => request.Host));
        parts.AddRange(Single(json, "clientIp", request => request.ClientIp));
        if (json.Text("scheme") is { } scheme)
            parts.Add(new RequestPart("scheme", scheme, request => request.Scheme == scheme ? 0 : 1));
        if (json.Int("port") is { } port)
            parts.Add(new RequestPart("port", port.ToString(CultureInfo.InvariantCulture), request => request.Port == port ? 0 : 1));
        json.RefuseTheRest();
        return new RequestPattern(parts, template);
    }

    private static IEnumerable<RequestPart> Named(
        FieldReader json,
        string field,
        string name,
        Func<StubRequest, string, IReadOnlyList<string>> values
    )
    {
        foreach (var (key, node, pointer) in json.Entries(field))
        {
            var matcher = ValueMatcherReader.ReadValues(node, pointer);
            yield return new RequestPart($"{name} {key}", JsonText.Write(node), request => matcher.Distance(values(request, key)));
        }
    }

    private static IEnumerable<RequestPart> PathParameters(FieldReader json, UrlTemplate? template)
    {
        foreach (var (key, node, pointer) in json.Entries("pathParameters"))
        {
            if (template is null)
                throw new StubRefusedException(pointer, "pathParameters need a urlPathTemplate");
            var matcher = ValueMatcherReader.Read(node, pointer);
            yield return new RequestPart(
                $"path variable {key}",
                JsonText.Write(node),
                request => template.Match(request.Path)?.GetValueOrDefault(key) is { } value ? matcher.Distance(new Value(value)) : 1
            );
        }
    }

    private static IEnumerable<RequestPart> Single(FieldReader json, string field, Func<StubRequest, string> value)
    {
        if (json.Take(field) is not { } node)
            yield break;
        var matcher = ValueMatcherReader.Read(node, $"{json.Pointer}/{field}");
        yield return new RequestPart(field, JsonText.Write(node), request => matcher.Distance(new Value(value(request))));
    }

    private static IEnumerable<RequestPart> BasicAuth(FieldReader json, string field)
    {
        if (json.Object(field) is not { } credentials)
            yield break;
        var pair = $"{credentials.Text("username")}:{credentials.Text("password")}";
        credentials.RefuseTheRest();
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
        yield return new RequestPart(
            "basic authentication",
            "(given)",
            request => request.Header("Authorization").Contains(expected) ? 0 : 1
        );
    }
}
