using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>What spans say of themselves in attributes whose names have changed over the years: the newer name wins.</summary>
internal static class SpanText
{
    private const int Longest = 160;

    public static string? Statement(SpanData data) => Find(data.Attributes, "db.query.text") ?? Find(data.Attributes, "db.statement");

    /// <summary>What the span did, on one short line; null where its name says it all.</summary>
    public static string? Detail(SpanData data, WorkType type)
    {
        var text = type switch
        {
            WorkType.Database => Statement(data) ?? Find(data.Attributes, "db.operation.name"),
            WorkType.Messaging => Find(data.Attributes, "messaging.destination.name"),
            WorkType.Http => Path(data),
            WorkType.Rpc or WorkType.Cloud => Find(data.Attributes, "rpc.method"),
            _ => null,
        };
        return text is null || text == data.Name || data.Name.Contains(text, StringComparison.Ordinal) ? null : OneLine(text);
    }

    public static string? Find(IReadOnlyList<KeyValuePair<string, AttributeValue>> attributes, string key)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Key == key)
            {
                return attributes[i].Value.ToString() is { Length: > 0 } text ? text : null;
            }
        }
        return null;
    }

    private static string? Path(SpanData data) =>
        Find(data.Attributes, "url.path")
        ?? (
            (Find(data.Attributes, "url.full") ?? Find(data.Attributes, "http.url")) is { } url
            && Uri.TryCreate(url, UriKind.Absolute, out var uri)
                ? uri.PathAndQuery
                : null
        );

    private static string OneLine(string text)
    {
        var cut = text.Length > Longest ? text[..Longest] + "…" : text;
        return string.Join(' ', cut.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
