using System.Globalization;
using Platform.ServiceDefaults.Elasticsearch;

namespace Search.Index;

/// <summary>Writes products by their versions: an older one never replaces a newer, whatever comes when and how often.</summary>
internal sealed class ProductWriter(IElasticsearchClient client)
{
    /// <param name="aliases">An index does not come to be by being written to: each has to be there as an alias.</param>
    /// <exception cref="ElasticsearchException">What was wrong with the first that could not be written; a missing alias before all else.</exception>
    public async Task WriteAsync(
        IReadOnlyCollection<Product> products,
        IReadOnlyCollection<string> aliases,
        Refresh refresh,
        CancellationToken cancellationToken
    )
    {
        if (products.Count == 0)
            return;
        var operations = new List<BulkOperation>(products.Count * aliases.Count);
        foreach (var product in products)
        {
            var document = ProductDocument.Of(product);
            var id = product.Id.ToString(CultureInfo.InvariantCulture);
            operations.AddRange(
                aliases.Select(alias =>
                    BulkOperation.IndexOf(alias, id, document, SearchJson.Default.ProductDocument, product.Version, VersionType.ExternalGte)
                )
            );
        }
        var written = await client.BulkAsync(operations, refresh, requireAlias: true, cancellationToken);
        var failures = written.Failures.Where(item => !item.IsVersionConflict).ToList();
        var first = failures.Find(item => Missing.Is(item.Error!.Type)) ?? failures.FirstOrDefault();
        if (first is { Error: { } error })
            throw new ElasticsearchException(first.Status, error.Type, $"product {first.Id} in {first.Index}: {error.Reason}");
    }
}
