using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Which of a document's values counts in a sort.</summary>
internal enum SortMode
{
    Min,
    Max,
    Avg,
    Sum,
    Median,
}

/// <summary>One criterion of a sort, as it was asked for.</summary>
/// <param name="Name">A field, or <c>_score</c>, <c>_doc</c>, <c>_shard_doc</c>.</param>
internal sealed record SortField(string Name, bool Ascending)
{
    /// <summary>Null: the least where ascending, else the greatest.</summary>
    public SortMode? Mode { get; init; }

    /// <summary><c>_last</c>, <c>_first</c>, or a value that stands for none.</summary>
    public string Missing { get; init; } = "_last";

    /// <summary>What a field that an index has not would be there; null: that is an error.</summary>
    public string? UnmappedType { get; init; }

    /// <summary>Of dates in the answer; null: milliseconds.</summary>
    public string? Format { get; init; }

    public bool IsScore => Name == "_score";

    public bool IsDocument => Name is "_doc" or "_shard_doc";

    public static IReadOnlyList<SortField> Read(JsonElement sort) =>
        sort.ValueKind switch
        {
            JsonValueKind.Array => [.. sort.Items().SelectMany(One)],
            JsonValueKind.String or JsonValueKind.Object => [.. One(sort)],
            JsonValueKind.Null => [],
            _ => throw ElasticsearchException.Parsing("malformed sort format, either start with array, object, or an actual string"),
        };

    /// <summary>The parameter: <c>name:desc,_score</c>.</summary>
    public static IReadOnlyList<SortField> Read(string sort) =>
        [
            .. sort.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(item => item.LastIndexOf(':') is var colon and > 0 ? Of(item[..colon], item[(colon + 1)..]) : Of(item, null)),
        ];

    private static IEnumerable<SortField> One(JsonElement item)
    {
        switch (item.ValueKind)
        {
            case JsonValueKind.String:
                yield return Of(item.GetString()!, null);
                break;
            case JsonValueKind.Object:
                foreach (var property in item.Properties())
                {
                    yield return property.Value.ValueKind == JsonValueKind.Object
                        ? Of(property.Name, property.Value)
                        : Of(property.Name, property.Value.Text());
                }

                break;
            default:
                throw ElasticsearchException.IllegalArgument(
                    "malformed sort format, within the sort array, an object, or an actual string are allowed"
                );
        }
    }

    private static SortField Of(string name, string? order) =>
        name switch
        {
            "_geo_distance" or "_script" => throw ElasticsearchException.Unsupported($"a sort by [{name}]"),
            "_id" => throw ElasticsearchException.IllegalArgument(
                "Fielddata access on the _id field is disallowed, "
                    + "you can re-enable it by updating the dynamic cluster setting: indices.id_field_data.enabled"
            ),
            _ => new(name, order is null ? name != "_score" : IsAscending(order)),
        };

    private static bool IsAscending(string order) =>
        order.ToLowerInvariant() switch
        {
            "asc" => true,
            "desc" => false,
            _ => throw ElasticsearchException.IllegalArgument(
                $"No enum constant org.elasticsearch.search.sort.SortOrder.{order.ToUpperInvariant()}"
            ),
        };

    private static SortField Of(string name, JsonElement options)
    {
        var field = Of(name, (string?)null);
        foreach (var property in options.Properties())
        {
            var value = property.Value;
            field = property.Name switch
            {
                "order" => field with { Ascending = IsAscending(value.Text()) },
                _ when field.IsScore => throw Unknown("_score", property.Name),
                "mode" => field with { Mode = ReadMode(value.Text()) },
                "missing" => field with { Missing = value.Text() },
                "unmapped_type" => field with { UnmappedType = value.Text() },
                "format" => field with { Format = value.Text() },
                "numeric_type" => throw ElasticsearchException.Unsupported("[numeric_type] in a sort"),
                "nested" or "nested_path" or "nested_filter" => throw ElasticsearchException.Unsupported($"[{property.Name}] in a sort"),
                _ => throw Unknown("field_sort", property.Name),
            };
        }

        return field;
    }

    private static ElasticsearchException Unknown(string kind, string name) =>
        new(400, "x_content_parse_exception", $"[{kind}] unknown field [{name}]");

    private static SortMode ReadMode(string mode) =>
        mode.ToLowerInvariant() switch
        {
            "min" => SortMode.Min,
            "max" => SortMode.Max,
            "avg" => SortMode.Avg,
            "sum" => SortMode.Sum,
            "median" => SortMode.Median,
            _ => throw ElasticsearchException.IllegalArgument($"Unknown SortMode [{mode}]"),
        };
}
