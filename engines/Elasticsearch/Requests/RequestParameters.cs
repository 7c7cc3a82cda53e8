namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>The parameters of a request's query string. Every one that is not asked for in the end is refused by name, as Elasticsearch does.</summary>
public sealed class RequestParameters(IReadOnlyDictionary<string, string> values)
{
    private readonly HashSet<string> read = [];

    public static RequestParameters None { get; } = new(new Dictionary<string, string>());

    internal static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>();

    /// <summary>Those that were given.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>Those that nobody asked for.</summary>
    public IEnumerable<string> Unread => values.Keys.Where(name => !read.Contains(name)).Order(StringComparer.Ordinal);

    public string? Text(string name)
    {
        read.Add(name);
        return values.GetValueOrDefault(name);
    }

    /// <summary>Present without a value means true.</summary>
    /// <exception cref="ElasticsearchException">It is neither true nor false.</exception>
    public bool? Flag(string name) =>
        Text(name) switch
        {
            null => null,
            "" or "true" => true,
            "false" => false,
            var other => throw ElasticsearchException.IllegalArgument(
                $"Failed to parse value [{other}] as only [true] or [false] are allowed."
            ),
        };

    /// <exception cref="ElasticsearchException">It is not a whole number.</exception>
    public int? Number(string name) =>
        Text(name) is not { } text ? null
        : int.TryParse(text, out var number) ? number
        : throw ElasticsearchException.IllegalArgument($"Failed to parse int parameter [{name}] with value [{text}]");

    /// <summary>Comma-separated.</summary>
    public IReadOnlyList<string>? List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
