namespace Catalog;

/// <summary>Filters, order and page of a product list.</summary>
/// <param name="MinPrice">Won, inclusive.</param>
/// <param name="MaxPrice">Won, inclusive.</param>
/// <param name="InStock">True: what can be bought; false: what is sold out; null: both.</param>
/// <param name="Page">From 1.</param>
public readonly record struct ProductQuery(
    string? Category,
    string? Q,
    long? MinPrice,
    long? MaxPrice,
    bool? InStock,
    string? Sort,
    int Page,
    int PageSize
)
{
    public const int DefaultPageSize = 20;

    private const int MaxPageSize = 100;
    private const int MaxPage = 1_000_000;

    internal string Order =>
        Sort switch
        {
            "price" => "price, id",
            "-price" => "price desc, id",
            "newest" => "created_at desc, id desc",
            _ => "name, id",
        };

    /// <summary>Errors by field; empty when the query makes sense.</summary>
    internal Dictionary<string, string[]> Validate()
    {
        var errors = new Dictionary<string, string[]>();
        if (Page is < 1 or > MaxPage)
        {
            errors["page"] = [$"The page must be between 1 and {MaxPage}."];
        }
        if (PageSize is < 1 or > MaxPageSize)
        {
            errors["pageSize"] = [$"The page size must be between 1 and {MaxPageSize}."];
        }
        if (MinPrice < 0)
        {
            errors["minPrice"] = ["The lowest price must not be negative."];
        }
        if (MaxPrice < (MinPrice ?? 0))
        {
            errors["maxPrice"] = ["The highest price must not be below the lowest."];
        }
        if (Category?.Length > 100)
        {
            errors["category"] = ["A category's slug has at most 100 characters."];
        }
        if (Q?.Length > 100)
        {
            errors["q"] = ["The search text must have at most 100 characters."];
        }
        if (Sort is not (null or "" or "name" or "price" or "-price" or "newest"))
        {
            errors["sort"] = ["The order must be one of: name, price, -price, newest."];
        }
        return errors;
    }

    /// <summary>The same for all spellings of the same query.</summary>
    internal string CacheKey =>
        FormattableString.Invariant($"{Category}|{MinPrice}|{MaxPrice}|{InStock}|{Order}|{Page}|{PageSize}|{Q?.Trim()}");
}
