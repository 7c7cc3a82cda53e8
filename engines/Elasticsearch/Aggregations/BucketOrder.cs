using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>One criterion that buckets are ordered by: <c>_count</c>, <c>_key</c>, or a path to a figure of an aggregation under them.</summary>
internal sealed record BucketOrder(string Path, bool Ascending)
{
    public bool IsKey => Path is "_key" or "_term";

    public bool IsCount => Path == "_count";

    /// <summary><c>a&gt;b.value</c> in its parts.</summary>
    public string[] Parts { get; } = Path.Split('>', '.');

    public static IReadOnlyList<BucketOrder> Read(JsonElement order) =>
        order.ValueKind switch
        {
            JsonValueKind.Array => [.. order.Items().Select(One)],
            _ => [One(order)],
        };

    private static BucketOrder One(JsonElement order)
    {
        if (order.ValueKind != JsonValueKind.Object || order.GetPropertyCount() != 1)
        {
            throw ElasticsearchException.Parsing("Must specify at least one field for [order]");
        }

        var property = order.Properties().First();
        return property.Value.Text().ToLowerInvariant() switch
        {
            "asc" => new(property.Name, true),
            "desc" => new(property.Name, false),
            _ => throw ElasticsearchException.Parsing($"Unknown order direction [{property.Value.Text()}]"),
        };
    }

    /// <summary>Compares figures; what is none comes last in either order.</summary>
    public int Compare(double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b))
        {
            return double.IsNaN(a).CompareTo(double.IsNaN(b));
        }

        return Ascending ? a.CompareTo(b) : b.CompareTo(a);
    }
}
