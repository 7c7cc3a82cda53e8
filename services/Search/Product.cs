namespace Search;

/// <summary>A product as Catalog tells it, in events and in its API.</summary>
/// <param name="Price">Won.</param>
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

/// <summary>Some of Catalog's products, by their ids.</summary>
/// <param name="Next">What to ask for products after; null: these are the last.</param>
internal sealed record ProductRun(IReadOnlyList<Product> Items, long? Next);

/// <summary>A category as Catalog has it.</summary>
internal sealed record Category(string Slug, string Name, string NameEn);

internal sealed record Categories(IReadOnlyList<Category> Items);
