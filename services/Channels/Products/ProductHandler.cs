using System.Text.Json;
using Channels.Malls;
using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Events;

namespace Channels.Products;

/// <summary>Reads <c>catalog.products</c>: what each mall should know of a product follows from it at once, by the newest version.</summary>
internal sealed class ProductHandler(ListingStore listings, ChannelSet channels) : IEventHandler<CatalogProduct>
{
    public const string Topic = "catalog.products";

    public static readonly string[] Types = ["product.created", "product.changed"];

    public async Task HandleAsync(CatalogProduct product, EventContext context, CancellationToken cancellationToken)
    {
        var transaction = context.Transaction;
        var rules = await RuleStore.LockAsync(transaction);
        if (await RememberAsync(transaction, product) is not { } known)
            return;
        foreach (var channel in channels.All.Where(channel => rules.ContainsKey(channel.Name)))
        {
            var offer = ProductMapping.Apply(rules[channel.Name], channel.Limits, product);
            await listings.WantAsync(transaction, channel.Name, [(product.Id, offer)], soldThere: known.StockChanged);
        }
    }

    /// <summary>Null where a newer version is known.</summary>
    private static async Task<Known?> RememberAsync(NpgsqlTransaction transaction, CatalogProduct product)
    {
        var connection = transaction.Connection!;
        var before = await connection.QuerySingleOrDefaultAsync<int?>(
            "select (product->>'stock')::int from products where id = @Id for update",
            new { product.Id },
            transaction
        );
        var changed = await connection.ExecuteAsync(
            """
            insert into products (id, version, product) values (@Id, @Version, @json::jsonb)
            on conflict (id) do update set version = excluded.version, product = excluded.product where products.version < excluded.version
            """,
            new
            {
                product.Id,
                product.Version,
                json = JsonSerializer.Serialize(product, ChannelsJson.Default.CatalogProduct),
            },
            transaction
        );
        return changed == 0 ? null : new(before is { } stock && stock != product.Stock);
    }

    private sealed record Known(bool StockChanged);
}
