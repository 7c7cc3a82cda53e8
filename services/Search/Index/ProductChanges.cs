using Platform.ServiceDefaults.Elasticsearch;
using Platform.ServiceDefaults.Events;

namespace Search.Index;

/// <summary>
/// Brings what Catalog tells into the index, and into the one that is being built. There is no inbox, as the effect bears repetition: a document
/// carries its product's version, and only one that is not older replaces it.
/// </summary>
internal sealed class ProductChanges(IElasticsearchClient client, IndexKeeper keeper, ProductWriter writer) : IEventBatchHandler<Product>
{
    public const string Topic = "catalog.products";

    public static readonly string[] Types = ["product.created", "product.changed"];

    public async Task HandleAsync(IReadOnlyList<Product> payloads, CancellationToken cancellationToken)
    {
        var newest = payloads.GroupBy(product => product.Id).Select(same => same.MaxBy(product => product.Version)!).ToList();
        while (true)
        {
            await keeper.EnsureAsync(cancellationToken);
            try
            {
                // Asked with the change in hand: a rebuild that begins later reads it from Catalog, where it is committed.
                var building = await client.GetAliasAsync(IndexState.BuildingAlias, cancellationToken);
                string[] aliases = building.Count > 0 ? [IndexState.BuildingAlias, IndexState.LiveAlias] : [IndexState.LiveAlias];
                // Waits for the next refresh, so that the next batch is as large as what comes until then.
                await writer.WriteAsync(newest, aliases, Refresh.WaitFor, cancellationToken);
                return;
            }
            catch (ElasticsearchException error) when (Missing.Is(error))
            {
                // The rebuild ended between question and answer, or somebody removed the index: either way it is to be looked at anew.
                keeper.Doubt();
            }
        }
    }
}
