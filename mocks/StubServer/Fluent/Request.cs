using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Matching;
using WireMock.Matchers;

namespace WireMock.RequestBuilders;

/// <summary>Starts a description of requests: <c>Request.Create().WithPath("/x").UsingGet()</c>.</summary>
public sealed class Request : IRequestBuilder
{
    private readonly JsonObject json = [];
    private readonly List<RequestPart> predicates = [];

    private Request() { }

    public static IRequestBuilder Create() => new Request();

    public IRequestBuilder WithPath(params string[] paths) =>
        paths is [var path] && !Wildcard.IsIn(path)
            ? Set("urlPath", path)
            : Set("urlPathPattern", string.Join('|', paths.Select(Wildcard.ToRegex)));

    public IRequestBuilder WithUrl(params string[] urls)
    {
        var matcher = ValueMatcherReader.Read(new WildcardMatcher(urls, ignoreCase: true).ToStub(), "");
        return Where("URL", string.Join(" or ", urls), request => matcher.Distance(new Value(request.AbsoluteUrl)));
    }

    public IRequestBuilder UsingMethod(params string[] methods) =>
        methods is [var method]
            ? Set("method", method.ToUpperInvariant())
            : Where(
                "method",
                string.Join(" or ", methods),
                request => methods.Contains(request.Method, StringComparer.OrdinalIgnoreCase) ? 0 : 1
            );

    public IRequestBuilder UsingAnyMethod() => Set("method", "ANY");

    public IRequestBuilder UsingGet() => UsingMethod("GET");

    public IRequestBuilder UsingPost() => UsingMethod("POST");

    public IRequestBuilder UsingPut() => UsingMethod("PUT");

    public IRequestBuilder UsingPatch() => UsingMethod("PATCH");

    public IRequestBuilder UsingDelete() => UsingMethod("DELETE");

    public IRequestBuilder UsingHead() => UsingMethod("HEAD");

    public IRequestBuilder UsingOptions() => UsingMethod("OPTIONS");

    public IRequestBuilder WithParam(string key, params string[] values) =>
        values.Length == 0
            ? Entry("queryParameters", key, new JsonObject { ["matches"] = @"[\s\S]*" })
            : WithParam(key, new ExactMatcher(values));

    public IRequestBuilder WithParam(string key, IMatcher matcher) => Entry("queryParameters", key, matcher.ToStub());

    public IRequestBuilder WithHeader(string name, string pattern, bool ignoreCase = true) =>
        WithHeader(name, new WildcardMatcher(pattern, ignoreCase));

    public IRequestBuilder WithHeader(string name, IMatcher matcher) => Entry("headers", name, matcher.ToStub());

    public IRequestBuilder WithCookie(string name, string pattern, bool ignoreCase = true) =>
        Entry("cookies", name, new WildcardMatcher(pattern, ignoreCase).ToStub());

    public IRequestBuilder WithBody(string body) => WithBody(new WildcardMatcher(body));

    public IRequestBuilder WithBody(IMatcher matcher)
    {
        if (json["bodyPatterns"] is not JsonArray patterns)
            json["bodyPatterns"] = patterns = [];
        patterns.Add((JsonNode)matcher.ToStub());
        return this;
    }

    public IRequestBuilder WithBody(Func<string?, bool> predicate) =>
        Where("body", "(a predicate)", request => predicate(request.BodyValue.Text) ? 0 : 1);

    public IRequestBuilder WithBodyAsJson(object body) => WithBody(new JsonMatcher(body));

    internal JsonObject ToStub() => (JsonObject)json.DeepClone();

    /// <summary>The JSON's conditions and those that only code can say.</summary>
    internal RequestPattern ToPattern()
    {
        var read = RequestPatternReader.Read(json, "/request");
        return new RequestPattern([.. read.Parts, .. predicates], read.Template);
    }

    private Request Set(string field, string value)
    {
        json[field] = value;
        return this;
    }

    private Request Entry(string field, string key, JsonObject matcher)
    {
        if (json[field] is not JsonObject entries)
            json[field] = entries = [];
        entries[key] = matcher;
        return this;
    }

    private Request Where(string name, string expected, Func<Platform.Mocks.Stubs.Requests.StubRequest, double> distance)
    {
        predicates.Add(new RequestPart(name, expected, distance));
        return this;
    }
}
