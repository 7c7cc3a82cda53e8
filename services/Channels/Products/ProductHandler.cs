using System.Text.Json;
using Channels.Malls;
using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Events;
using Platform.ServiceDefaults.Migrations;

namespace Channels.Products;

/// <summary>
/// Reads <c>catalog.products</c>: what each mall should know of a product follows from it at once. A version that is not newer than what is known
/// changes nothing, so what waits may be taken together, and again.
/// </summary>
internal sealed class ProductHandler(NpgsqlDataSource database, DatabaseMigrations migrations, ListingStore listings, ChannelSet channels)
    : IEventBatchHandler<CatalogProduct>
{
    public const string Topic = "catalog.products";

    public static readonly string[] Types = ["product.created", "product.changed"];

    public async Task HandleAsync(IReadOnlyList<CatalogProduct> payloads, CancellationToken cancellationToken)
    {
        await migrations.WaitAsync(cancellationToken);
        var newest = payloads.GroupBy(product => product.Id).Select(versions => versions.MaxBy(product => product.Version)!).ToList();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rules = await RuleStore.LockAsync(transaction);
        var news = await RememberAsync(transaction, newest);
        var changed = newest.Where(product => news.ContainsKey(product.Id)).ToLookup(product => IsSold(product, news[product.Id]));
        foreach (var channel in channels.All.Where(channel => rules.ContainsKey(channel.Name)))
        {
            foreach (var products in changed)
                await listings.WantAsync(
                    transaction,
                    channel.Name,
                    [.. products.Select(product => (product.Id, ProductMapping.Apply(rules[channel.Name], channel.Limits, product)))],
                    soldThere: products.Key
                );
        }
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether its stock has changed: a mall that has sold it counts by itself, and is told even what it was told before.</summary>
    private static bool IsSold(CatalogProduct product, int? before) => before is { } stock && stock != product.Stock;

    /// <summary>The products that are news, with the stock that was known before.</summary>
    private static async Task<Dictionary<long, int?>> RememberAsync(NpgsqlTransaction transaction, List<CatalogProduct> products)
    {
        var news = await transaction.Connection!.QueryAsync<(long Id, int? Stock)>(
            """
            with before as (select id, (product->>'stock')::int as stock from products where id = any(@ids))
            insert into products as p (id, version, product)
            select given.id, given.version, given.product::jsonb from unnest(@ids, @versions, @products) as given(id, version, product) order by given.id
            on conflict (id) do update set version = excluded.version, product = excluded.product where p.version < excluded.version
            returning p.id, (select before.stock from before where before.id = p.id)
            """,
            new
            {
                ids = products.Select(product => product.Id).ToArray(),
                versions = products.Select(product => product.Version).ToArray(),
                products = products.Select(product => JsonSerializer.Serialize(product, ChannelsJson.Default.CatalogProduct)).ToArray(),
            },
            transaction
        );
        return news.ToDictionary(one => one.Id, one => one.Stock);
    }
}
