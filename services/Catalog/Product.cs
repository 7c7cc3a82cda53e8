namespace Catalog;

/// <summary>A product as shoppers see it.</summary>
/// <param name="Price">Won.</param>
/// <param name="Stock">Pieces that may still be bought; reserved ones are taken off.</param>
/// <param name="Version">Grows with each change.</param>
public sealed record Product(
    long Id,
    string Name,
    string NameEn,
    string Description,
    string Category,
    long Price,
    int Stock,
    long Version,
    DateTime CreatedAt
);

/// <param name="Products">How many products it holds.</param>
public sealed record Category(string Slug, string Name, string NameEn, long Products);

/// <summary>One page of a list.</summary>
/// <param name="Total">Items on all pages.</param>
/// <param name="Page">From 1.</param>
public sealed record PaginatedItems<T>(IReadOnlyList<T> Items, long Total, int Page, int PageSize);

/// <summary>Products in the order of their ids, from the database itself.</summary>
/// <param name="Next">What to ask for products after; null when these are the last.</param>
public sealed record ProductRun(IReadOnlyList<Product> Items, long? Next);
