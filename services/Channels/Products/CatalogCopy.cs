namespace Channels.Products;

internal sealed record CatalogPage(IReadOnlyList<CatalogProduct> Items, long? Next);

/// <summary>
/// Reads all of Catalog's products, by the same way in as its events: for a service that comes later than the topic remembers. Versions keep what is
/// newer, so it may run at any time, and again.
/// </summary>
internal sealed class CatalogCopy(IHttpClientFactory clients, ProductHandler products)
{
    public const string Name = "catalog";

    private const int PageSize = 500;

    /// <summary>How many products Catalog has. Throws when it gives no answer: what was read until then is kept.</summary>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var copied = 0L;
        for (long? after = 0; after is not null; )
        {
            var page = await clients
                .CreateClient(Name)
                .GetFromJsonAsync(
                    FormattableString.Invariant($"internal/products?after={after}&limit={PageSize}"),
                    ChannelsJson.Default.CatalogPage,
                    cancellationToken
                );
            if (page is null)
                throw new HttpRequestException("Catalog answered with nothing.");
            if (page.Items.Count > 0)
                await products.HandleAsync(page.Items, cancellationToken);
            copied += page.Items.Count;
            after = page.Next;
        }
        return copied;
    }
}
