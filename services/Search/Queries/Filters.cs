using System.Text.Json.Nodes;

namespace Search.Queries;

/// <summary>What a shopper has narrowed the search to, by the facet that it belongs to.</summary>
internal static class Filters
{
    public const string Category = "category";
    public const string Price = "price";
    public const string Stock = "stock";

    public static SortedDictionary<string, JsonObject> Of(SearchQuery query)
    {
        var filters = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        if (!string.IsNullOrEmpty(query.Category))
            filters[Category] = Dsl.Term("category", query.Category);
        if (query.MinPrice is not null || query.MaxPrice is not null)
        {
            var bounds = new JsonObject();
            if (query.MinPrice is { } min)
                bounds["gte"] = min;
            if (query.MaxPrice is { } max)
                bounds["lte"] = max;
            filters[Price] = Dsl.Of("range", Dsl.Of("price", bounds));
        }
        if (query.InStock is { } inStock)
            filters[Stock] = InStock(inStock);
        return filters;
    }

    public static JsonObject InStock(bool inStock) => Dsl.Of("range", Dsl.Of("stock", inStock ? Dsl.Of("gt", 0) : Dsl.Of("lte", 0)));
}
