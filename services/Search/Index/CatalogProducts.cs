using System.Globalization;

namespace Search.Index;

/// <summary>Catalog's products and categories, over its API.</summary>
internal sealed class CatalogProducts(IHttpClientFactory clients)
{
    public const string ClientName = "catalog";

    /// <summary>Products whose ids come after <paramref name="after"/>, as they are in Catalog's database now.</summary>
    public async Task<ProductRun> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/internal/products?after={after}&limit={limit}");
        using var client = clients.CreateClient(ClientName);
        return (await client.GetFromJsonAsync(path, SearchJson.Default.ProductRun, cancellationToken))!;
    }

    public async Task<Categories> CategoriesAsync(CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        return (await client.GetFromJsonAsync("/api/v1/categories", SearchJson.Default.Categories, cancellationToken))!;
    }
}
