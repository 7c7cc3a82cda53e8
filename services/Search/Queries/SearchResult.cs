namespace Search.Queries;

/// <summary>Products that were found.</summary>
/// <param name="Total">On all pages.</param>
/// <param name="Page">From 1.</param>
/// <param name="Facets">Null with a cursor.</param>
/// <param name="DidYouMean">Another text that finds more, where this one finds little.</param>
/// <param name="Cursor">What to go on with; null without a cursor, and at the end.</param>
public sealed record SearchResult(
    IReadOnlyList<FoundProduct> Items,
    long Total,
    int Page,
    int PageSize,
    Facets? Facets,
    string? DidYouMean,
    string? Cursor
);

/// <summary>A product, and why it was found.</summary>
/// <param name="Price">Won.</param>
/// <param name="Highlights">Safe HTML by field, with what was found in <c>em</c>.</param>
public sealed record FoundProduct(
    long Id,
    string Name,
    string NameEn,
    string Description,
    string Category,
    long Price,
    int Stock,
    long Version,
    DateTime CreatedAt,
    IReadOnlyDictionary<string, string> Highlights
);

/// <summary>Choices with the number of products behind each, under all filters but the choice's own.</summary>
public sealed record Facets(IReadOnlyList<CategoryFacet> Categories, IReadOnlyList<PriceFacet> Prices, StockFacet Stock);

/// <param name="Category">The slug to filter by.</param>
public sealed record CategoryFacet(string Category, string Name, string NameEn, long Count);

/// <param name="MinPrice">Won, inclusive; null: from nothing.</param>
/// <param name="MaxPrice">Won, inclusive; null: no matter how much.</param>
public sealed record PriceFacet(long? MinPrice, long? MaxPrice, long Count);

public sealed record StockFacet(long InStock, long SoldOut);
