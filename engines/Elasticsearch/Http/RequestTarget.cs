using System.Text;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http;

/// <summary>A request's path and query string. Parts are decoded after they are parted, so that an id may have a slash.</summary>
internal sealed record RequestTarget(string Path, IReadOnlyList<string> Parts, IReadOnlyDictionary<string, string> Query)
{
    /// <exception cref="ElasticsearchException">An escape is broken.</exception>
    public static RequestTarget Parse(string raw)
    {
        var (path, query) = raw.IndexOf('?') is >= 0 and var mark ? (raw[..mark], raw[(mark + 1)..]) : (raw, "");
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => Decode(part, isQuery: false)).ToArray();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', ';'))
        {
            if (pair.Length == 0)
                continue;
            var (name, value) = pair.IndexOf('=') is >= 0 and var equals ? (pair[..equals], pair[(equals + 1)..]) : (pair, "");
            values[Decode(name, isQuery: true)] = Decode(value, isQuery: true);
        }
        return new(path, parts, values);
    }

    /// <summary>What is left after those that every request may have are taken out.</summary>
    public RequestParameters ForRoute() =>
        new(Query.Where(pair => !CommonParameters.Names.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value));

    private static string Decode(string text, bool isQuery)
    {
        if (!text.Contains('%') && !(isQuery && text.Contains('+')))
            return text;
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                    throw ElasticsearchException.IllegalArgument($"partial escape sequence at end of string: {text}");
                bytes[length++] = Convert.ToByte(text.Substring(i + 1, 2), 16);
                i += 2;
            }
            else if (text[i] == '+' && isQuery)
                bytes[length++] = (byte)' ';
            else
                length += Encoding.UTF8.GetBytes(text.AsSpan(i, 1), bytes.AsSpan(length));
        }
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}

/// <summary>What any request may ask of its answer.</summary>
internal sealed record CommonParameters(bool Pretty, string? FilterPath, string? Format)
{
    public static readonly HashSet<string> Names =
    [
        "pretty",
        "human",
        "error_trace",
        "filter_path",
        "format",
        "source",
        "source_content_type",
    ];

    public static CommonParameters Read(IReadOnlyDictionary<string, string> query) =>
        new(
            query.TryGetValue("pretty", out var pretty) && pretty != "false",
            query.GetValueOrDefault("filter_path"),
            query.GetValueOrDefault("format")
        );
}
