using Dapper;
using Npgsql;

namespace Ordering.Orders;

/// <summary>Reading orders; a shopper finds only their own.</summary>
internal sealed class OrderStore(NpgsqlDataSource database)
{
    public async Task<Order?> FindAsync(string userId, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<OrderRow>(
            "select * from orders where id = @id and user_id = @userId",
            new { id, userId }
        );
        return row is null ? null : row.ToOrder((await ItemsAsync(connection, [id]))[id].ToList());
    }

    /// <summary>Whose the order is and how it stands, for services that act on a shopper's behalf.</summary>
    public async Task<OrderRow?> FindRowAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<OrderRow>("select * from orders where id = @id", new { id });
    }

    /// <summary>What a card statement calls the order: "텀블러", or "텀블러 외 2건" when two more lines follow.</summary>
    public async Task<string> NameAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var items = (await ItemsAsync(connection, [id]))[id].ToList();
        return items.Count > 1 ? $"{items[0].Name} 외 {items.Count - 1}건" : items[0].Name;
    }

    public async Task<OrderPage> ListAsync(string userId, int page, int pageSize, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var total = await connection.ExecuteScalarAsync<long>("select count(*) from orders where user_id = @userId", new { userId });
        var found = await connection.QueryAsync<OrderRow>(
            "select * from orders where user_id = @userId order by created_at desc, id limit @pageSize offset @skip",
            new
            {
                userId,
                pageSize,
                skip = (page - 1L) * pageSize,
            }
        );
        var rows = found.AsList();
        var items = await ItemsAsync(connection, [.. rows.Select(row => row.Id)]);
        return new([.. rows.Select(row => row.ToOrder(items[row.Id].ToList()))], total, page, pageSize);
    }

    public static async Task InsertAsync(NpgsqlTransaction transaction, OrderRow order, IReadOnlyList<OrderItem> items)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(
            """
            insert into orders (id, user_id, status, total, channel, external_number, created_at, updated_at, expires_at)
            values (@Id, @UserId, @Status, @Total, @Channel, @ExternalNumber, @CreatedAt, @UpdatedAt, @ExpiresAt)
            """,
            order,
            transaction
        );
        await connection.ExecuteAsync(
            """
            insert into order_items (order_id, line, product_id, name, unit_price, quantity)
            select @Id, t.line, t.product_id, t.name, t.unit_price, t.quantity
            from unnest(@products, @names, @prices, @quantities) with ordinality as t(product_id, name, unit_price, quantity, line)
            """,
            new
            {
                order.Id,
                products = items.Select(item => item.ProductId).ToArray(),
                names = items.Select(item => item.Name).ToArray(),
                prices = items.Select(item => item.UnitPrice).ToArray(),
                quantities = items.Select(item => item.Quantity).ToArray(),
            },
            transaction
        );
    }

    private static async Task<ILookup<Guid, OrderItem>> ItemsAsync(NpgsqlConnection connection, Guid[] orders)
    {
        var items = await connection.QueryAsync<Guid, OrderItem, (Guid Order, OrderItem Item)>(
            """
            select order_id, product_id, name, unit_price, quantity from order_items where order_id = any(@orders) order by order_id, line
            """,
            (order, item) => (order, item),
            new { orders },
            splitOn: "product_id"
        );
        return items.ToLookup(found => found.Order, found => found.Item);
    }
}
