using System.Text.Json;
using System.Text.Json.Nodes;

namespace Search.Queries;

/// <summary>
/// Counts for each choice that a shopper has. A facet counts under all filters but its own: who has chosen a category still sees what the others hold.
/// </summary>
internal static class FacetBody
{
    private const int MaxCategories = 100;

    /// <summary>Where one range of prices ends and the next begins, in won.</summary>
    private static readonly long[] PriceBounds = [10_000, 50_000, 100_000, 500_000, 1_000_000];

    public static JsonObject Of(SearchQuery query)
    {
        var categories = new JsonObject { ["field"] = "category", ["size"] = MaxCategories };
        var prices = new JsonObject
        {
            ["field"] = "price",
            ["ranges"] = Dsl.List(Enumerable.Range(0, PriceBounds.Length + 1).Select(Range)),
        };
        var stock = new JsonObject { ["inStock"] = Filters.InStock(true), ["soldOut"] = Filters.InStock(false) };
        return new()
        {
            ["categories"] = Under(query, Filters.Category, Dsl.Of("terms", categories)),
            ["prices"] = Under(query, Filters.Price, Dsl.Of("range", prices)),
            ["stock"] = Under(query, Filters.Stock, Dsl.Of("filters", Dsl.Of("filters", stock))),
        };
    }

    public static Facets Read(JsonElement aggregations, IReadOnlyDictionary<string, Category> names)
    {
        var categories = Buckets(aggregations, "categories")
            .EnumerateArray()
            .Select(bucket => (Slug: bucket.GetProperty("key").GetString()!, Count: Count(bucket)))
            .Select(found =>
                names.TryGetValue(found.Slug, out var category)
                    ? new CategoryFacet(found.Slug, category.Name, category.NameEn, found.Count)
                    : new CategoryFacet(found.Slug, found.Slug, found.Slug, found.Count)
            );
        var prices = Buckets(aggregations, "prices")
            .EnumerateArray()
            // Inclusive, as the filters are.
            .Select((bucket, index) => new PriceFacet(From(index), To(index) - 1, Count(bucket)));
        var stock = Buckets(aggregations, "stock");
        return new([.. categories], [.. prices], new(Count(stock.GetProperty("inStock")), Count(stock.GetProperty("soldOut"))));
    }

    private static JsonObject Range(int index)
    {
        var range = new JsonObject();
        if (From(index) is { } from)
            range["from"] = from;
        if (To(index) is { } to)
            range["to"] = to;
        return range;
    }

    private static long? From(int index) => index == 0 ? null : PriceBounds[index - 1];

    private static long? To(int index) => index == PriceBounds.Length ? null : PriceBounds[index];

    private static JsonObject Under(SearchQuery query, string own, JsonObject counted)
    {
        var others = Filters.Of(query).Where(filter => filter.Key != own).Select(filter => filter.Value);
        return new() { ["filter"] = Dsl.Filter(others), ["aggs"] = Dsl.Of("by", counted) };
    }

    private static JsonElement Buckets(JsonElement aggregations, string name) =>
        aggregations.GetProperty(name).GetProperty("by").GetProperty("buckets");

    private static long Count(JsonElement bucket) => bucket.GetProperty("doc_count").GetInt64();
}
