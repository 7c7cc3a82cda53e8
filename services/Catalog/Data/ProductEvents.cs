using System.Globalization;
using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Events;

namespace Catalog.Data;

/// <summary>Tells of products on <c>catalog.products</c>: each whole, as it is after the change, with its version.</summary>
public sealed class ProductEvents(IOutbox outbox)
{
    public const string Topic = "catalog.products";

    /// <summary>Within the transaction that changed them, and after the change.</summary>
    internal async Task ChangedAsync(NpgsqlTransaction transaction, long[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
            return;
        var products = await transaction.Connection!.QueryAsync<(long Id, string Payload)>(
            "select id, product_payload(p)::text from products p where id = any(@ids) order by id",
            new { ids },
            transaction
        );
        var messages = products.Select(product => new OutboxMessage(
            Topic,
            product.Id.ToString(CultureInfo.InvariantCulture),
            "product.changed",
            product.Payload
        ));
        await outbox.AddRangeAsync(transaction, [.. messages], cancellationToken);
    }
}
