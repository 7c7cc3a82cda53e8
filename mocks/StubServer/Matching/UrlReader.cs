using Platform.Mocks.Stubs.Json;
using Platform.Mocks.Stubs.Requests;

namespace Platform.Mocks.Stubs.Matching;

/// <summary>Reads whichever of the five ways to name a URL a pattern uses.</summary>
internal static class UrlReader
{
    private static readonly string[] Ways = ["url", "urlPattern", "urlPath", "urlPathPattern", "urlPathTemplate"];

    /// <summary>The part, none when every URL will do, and the template when there is one.</summary>
    public static (RequestPart? Part, UrlTemplate? Template) Read(FieldReader json)
    {
        var ways = Ways.Where(json.Has).ToList();
        if (ways.Count > 1)
            throw json.Refuse(ways[1], $"the URL is named twice, by {string.Join(" and ", ways)}");
        if (ways is not [var way])
            return (null, null);
        var text = json.Text(way)!;
        var pointer = $"{json.Pointer}/{way}";
        switch (way)
        {
            case "url":
                return (Part(new EqualToMatcher(text, ignoreCase: false), request => request.Url), null);
            case "urlPath":
                return (Part(new EqualToMatcher(text, ignoreCase: false), request => request.Path), null);
            case "urlPattern":
                return (Part(new RegexMatcher(WholeRegex.Of(text, pointer)), request => request.Url), null);
            case "urlPathPattern":
                return (Part(new RegexMatcher(WholeRegex.Of(text, pointer)), request => request.Path), null);
            default:
                var template = new UrlTemplate(text, pointer);
                return (new RequestPart("URL", text, request => template.Match(request.Path) is null ? 1 : 0, Weight: 10), template);
        }

        RequestPart Part(IValueMatcher matcher, Func<StubRequest, string> value) =>
            new("URL", text, request => matcher.Distance(new Value(value(request))), Weight: 10);
    }
}
