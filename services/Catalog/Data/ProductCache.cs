using System.Globalization;
using Catalog.Caching;

namespace Catalog.Data;

/// <summary>Reads of products and categories through the two-level cache.</summary>
public sealed class ProductCache(ProductStore store, TwoLevelCache cache, ListGeneration generation, CacheOptions options)
{
    private const string Categories = "categories";

    public Task<Product?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        cache.GetAsync(Key(id), options.Product, CatalogJson.Default.Product, token => store.FindAsync(id, token), cancellationToken);

    public async Task<PaginatedItems<Product>> ListAsync(ProductQuery query, CancellationToken cancellationToken = default) =>
        (
            await cache.GetAsync<PaginatedItems<Product>>(
                $"list:{generation.Current}:{query.CacheKey}",
                options.List,
                CatalogJson.Default.PaginatedItemsProduct,
                async token => await store.ListAsync(query, token),
                cancellationToken
            )
        )!;

    public async Task<PaginatedItems<Category>> CategoriesAsync(CancellationToken cancellationToken = default) =>
        (
            await cache.GetAsync<PaginatedItems<Category>>(
                Categories,
                options.Product,
                CatalogJson.Default.PaginatedItemsCategory,
                async token => await store.CategoriesAsync(token),
                cancellationToken
            )
        )!;

    /// <summary>Pieces were taken or given back: the products are fresh at once, lists within their lifetime.</summary>
    public Task StockChangedAsync(IEnumerable<long> ids) => cache.InvalidateAsync([.. ids.Select(Key)]);

    /// <summary>A product was edited: it and all lists are fresh at once.</summary>
    /// <param name="categories">Whether categories may hold other numbers of products now.</param>
    public async Task EditedAsync(long id, bool categories = false)
    {
        await generation.AdvanceAsync();
        await cache.InvalidateAsync(categories ? [Key(id), Categories] : [Key(id)]);
    }

    private static string Key(long id) => "product:" + id.ToString(CultureInfo.InvariantCulture);
}
