using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>An index's settings by their full names (<c>index.refresh_interval</c>), values as JSON: strings and arrays of strings. Immutable.</summary>
internal sealed record IndexSettings(ImmutableSortedDictionary<string, string> Values)
{
    public static IndexSettings Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    public int Shards => Number("index.number_of_shards", 1);

    public int Replicas => Number("index.number_of_replicas", 1);

    public int MaxResultWindow => Number("index.max_result_window", 10_000);

    /// <summary>Null: never by itself.</summary>
    public TimeSpan? RefreshInterval =>
        Text("index.refresh_interval") is { } text ? TimeValue.ParseInterval(text, "index.refresh_interval") : TimeSpan.FromSeconds(1);

    public MappingLimits Limits => new(Number("index.mapping.total_fields.limit", 1000), Number("index.mapping.depth.limit", 20));

    public int MaxNgramDiff => Number("index.max_ngram_diff", 1);

    public bool Hidden => Text("index.hidden") == "true";

    /// <summary>The object under <c>index.analysis</c>; null without one.</summary>
    public JsonElement? Analysis
    {
        get
        {
            if (!Values.Keys.Any(IsAnalysis))
                return null;
            var tree = ToTree(IsAnalysis)["index"]!["analysis"]!;
            using var document = JsonDocument.Parse(tree.ToJsonString());
            return document.RootElement.Clone();
        }
    }

    public static bool IsAnalysis(string name) => name.StartsWith("index.analysis.", StringComparison.Ordinal);

    public string? Text(string name) =>
        Values.TryGetValue(name, out var json) && json.StartsWith('"') ? JsonNode.Parse(json)!.GetValue<string>() : null;

    /// <summary>With what is given; null resets to the default.</summary>
    public IndexSettings With(IEnumerable<KeyValuePair<string, string?>> given)
    {
        var values = Values.ToBuilder();
        foreach (var (name, value) in given)
            if (value is null)
                values.Remove(name);
            else
                values[name] = value;
        return new(values.ToImmutable());
    }

    /// <summary>Nested, as <c>GET _settings</c> shows them.</summary>
    public JsonObject ToTree(Func<string, bool>? wanted = null)
    {
        var root = new JsonObject();
        foreach (var (name, json) in Values)
        {
            if (wanted?.Invoke(name) == false)
                continue;
            var parts = name.Split('.');
            var at = root;
            foreach (var part in parts[..^1])
            {
                if (at[part] is not JsonObject next)
                    at[part] = next = [];
                at = next;
            }
            at[parts[^1]] = JsonNode.Parse(json);
        }
        return root;
    }

    /// <summary>By full names, from nested or dotted ones, with or without the prefix <c>index.</c></summary>
    public static IReadOnlyCollection<KeyValuePair<string, string?>> Read(JsonElement settings)
    {
        var flat = new Dictionary<string, string?>(StringComparer.Ordinal);
        Flatten("", settings, flat);
        return
        [
            .. flat.Select(pair =>
                KeyValuePair.Create(pair.Key.StartsWith("index.", StringComparison.Ordinal) ? pair.Key : $"index.{pair.Key}", pair.Value)
            ),
        ];
    }

    public static void Flatten(string path, JsonElement value, Dictionary<string, string?> flat)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    Flatten(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value, flat);
                break;
            case JsonValueKind.Array:
                flat[path] = new JsonArray([.. value.EnumerateArray().Select(item => (JsonNode)Scalar(item))]).ToJsonString();
                break;
            case JsonValueKind.Null:
                flat[path] = null;
                break;
            default:
                flat[path] = ((JsonNode)Scalar(value)).ToJsonString();
                break;
        }
    }

    private static string Scalar(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : JavaText.Of(value);

    private int Number(string name, int byDefault) =>
        Text(name) is { } text ? int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : byDefault;
}
