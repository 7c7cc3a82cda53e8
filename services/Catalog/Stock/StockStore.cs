using Catalog.Data;
using Dapper;
using Npgsql;

namespace Catalog.Stock;

/// <summary>
/// Stock and its reservations in PostgreSQL. Every transaction locks the reservation first and then its products by ascending id, so that
/// orders for the same products wait for each other and never deadlock.
/// </summary>
public sealed class StockStore(NpgsqlDataSource database, ProductEvents events)
{
    /// <summary>Takes all items off the shelf, or none.</summary>
    public async Task<ReserveResult> ReserveAsync(
        Guid orderId,
        IReadOnlyList<ReservationItemRequest> items,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken = default
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var inserted = await connection.ExecuteAsync(
            "insert into reservations (order_id, status, expires_at) values (@orderId, 'held', @expiresAt) on conflict do nothing",
            new { orderId, expiresAt },
            transaction
        );
        if (inserted == 0)
        {
            return Compare(await ReservationReader.ReadAsync(connection, orderId, transaction), items);
        }

        var products = await LockAsync(connection, transaction, [.. items.Select(item => item.ProductId)]);
        foreach (var item in items)
        {
            if (!products.TryGetValue(item.ProductId, out var product))
            {
                return new ReserveResult.UnknownProduct(item.ProductId);
            }
            if (product.Stock < item.Quantity)
            {
                return new ReserveResult.Insufficient(item.ProductId, product.Name, item.Quantity, product.Stock);
            }
        }

        await TakeAsync(connection, transaction, orderId, items);
        await events.ChangedAsync(transaction, [.. items.Select(item => item.ProductId)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ReserveResult.Made(Describe(orderId, expiresAt, items, products));
    }

    /// <returns>The reservation as it stands now: confirmed, or closed before; null when there is none.</returns>
    public async Task<Reservation?> ConfirmAsync(Guid orderId, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var reservation = await ConfirmAsync(transaction, orderId);
        await transaction.CommitAsync(cancellationToken);
        return reservation;
    }

    /// <inheritdoc cref="ConfirmAsync(Guid, CancellationToken)"/>
    internal static async Task<Reservation?> ConfirmAsync(NpgsqlTransaction transaction, Guid orderId)
    {
        await transaction.Connection!.ExecuteAsync(
            "update reservations set status = 'confirmed', closed_at = now() where order_id = @orderId and status = 'held'",
            new { orderId },
            transaction
        );
        return await ReservationReader.ReadAsync(transaction.Connection!, orderId, transaction);
    }

    public async Task<Reservation?> FindAsync(Guid orderId, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await ReservationReader.ReadAsync(connection, orderId);
    }

    /// <summary>Gives an order's pieces back. An order unknown so far is remembered, so that its request cannot arrive later.</summary>
    /// <returns>The products whose stock grew.</returns>
    public async Task<IReadOnlyList<long>> ReleaseAsync(Guid orderId, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var products = await ReleaseAsync(transaction, orderId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return products;
    }

    /// <inheritdoc cref="ReleaseAsync(Guid, CancellationToken)"/>
    internal async Task<IReadOnlyList<long>> ReleaseAsync(NpgsqlTransaction transaction, Guid orderId, CancellationToken cancellationToken)
    {
        var released = await transaction.Connection!.ExecuteAsync(
            """
            insert into reservations (order_id, status, expires_at, closed_at) values (@orderId, 'released', now(), now())
            on conflict (order_id) do update set status = 'released', closed_at = now() where reservations.status in ('held', 'confirmed')
            """,
            new { orderId },
            transaction
        );
        return released == 0 ? [] : await GiveBackAsync(transaction.Connection!, transaction, [orderId], cancellationToken);
    }

    /// <summary>Expires what is due, here or on another replica.</summary>
    public async Task<Expiry> ExpireAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var orders = await connection.QueryAsync<Guid>(
            """
            update reservations set status = 'expired', closed_at = now()
            where order_id in (
                select order_id from reservations where status = 'held' and expires_at <= now() limit 500 for update skip locked)
            returning order_id
            """,
            transaction: transaction
        );
        var expired = orders.AsList();
        var products = expired.Count == 0 ? [] : await GiveBackAsync(connection, transaction, [.. expired], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(expired.Count, products);
    }

    /// <summary>Until the next reservation is due, zero if one is; null when none is held.</summary>
    public async Task<TimeSpan?> NextExpiryAsync(CancellationToken cancellationToken = default)
    {
        // Without Dapper: this runs at every start, and Dapper would have to be compiled for it.
        await using var command = database.CreateCommand(
            "select greatest(0, extract(epoch from min(expires_at) - now()))::float8 from reservations where status = 'held' having count(*) > 0"
        );
        return await command.ExecuteScalarAsync(cancellationToken) is double seconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static async Task<Dictionary<long, Row>> LockAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, long[] ids)
    {
        var rows = await connection.QueryAsync<Row>(
            """
            select id as "Id", name as "Name", name_en as "NameEn", price as "Price", stock as "Stock"
            from products where id = any(@ids) order by id for update
            """,
            new { ids },
            transaction
        );
        return rows.ToDictionary(row => row.Id);
    }

    private static Task TakeAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid orderId,
        IReadOnlyList<ReservationItemRequest> items
    ) =>
        connection.ExecuteAsync(
            """
            with item as (select unnest(@ids) as id, unnest(@quantities) as quantity),
            taken as (
                update products set stock = stock - item.quantity, version = version + 1 from item where products.id = item.id
                returning products.id, products.name, products.name_en, products.price, item.quantity)
            insert into reservation_items (order_id, product_id, name, name_en, unit_price, quantity)
            select @orderId, id, name, name_en, price, quantity from taken
            """,
            new
            {
                orderId,
                ids = items.Select(item => item.ProductId).ToArray(),
                quantities = items.Select(item => item.Quantity).ToArray(),
            },
            transaction
        );

    private async Task<IReadOnlyList<long>> GiveBackAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid[] orders,
        CancellationToken cancellationToken
    )
    {
        var ids = (
            await connection.QueryAsync<long>(
                "select distinct product_id from reservation_items where order_id = any(@orders)",
                new { orders },
                transaction
            )
        ).ToArray();
        await LockAsync(connection, transaction, ids);
        await connection.ExecuteAsync(
            """
            update products set stock = stock + back.quantity, version = version + 1
            from (select product_id, sum(quantity)::int as quantity from reservation_items where order_id = any(@orders) group by 1) back
            where products.id = back.product_id
            """,
            new { orders },
            transaction
        );
        await events.ChangedAsync(transaction, ids, cancellationToken);
        return ids;
    }

    private static Reservation Describe(
        Guid orderId,
        DateTimeOffset expiresAt,
        IReadOnlyList<ReservationItemRequest> items,
        Dictionary<long, Row> products
    )
    {
        var lines = items
            .OrderBy(item => item.ProductId)
            .Select(item =>
            {
                var product = products[item.ProductId];
                return new ReservationItem(
                    product.Id,
                    product.Name,
                    product.NameEn,
                    product.Price,
                    item.Quantity,
                    product.Price * item.Quantity
                );
            })
            .ToList();
        return new(orderId, ReservationStatus.Held, expiresAt, lines.Sum(line => line.Amount), lines);
    }

    private static ReserveResult Compare(Reservation? earlier, IReadOnlyList<ReservationItemRequest> items) =>
        earlier switch
        {
            null => new ReserveResult.Closed(ReservationStatus.Released),
            { Status: ReservationStatus.Released or ReservationStatus.Expired } => new ReserveResult.Closed(earlier.Status),
            _ when earlier
                    .Items.Select(item => (item.ProductId, item.Quantity))
                    .ToHashSet()
                    .SetEquals(items.Select(item => (item.ProductId, item.Quantity))) => new ReserveResult.Repeated(earlier),
            _ => new ReserveResult.Conflicting(),
        };

    private sealed record Row(long Id, string Name, string NameEn, long Price, int Stock);
}
