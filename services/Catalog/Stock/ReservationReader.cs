using Dapper;
using Npgsql;

namespace Catalog.Stock;

internal static class ReservationReader
{
    public static async Task<Reservation?> ReadAsync(NpgsqlConnection connection, Guid orderId, NpgsqlTransaction? transaction = null)
    {
        await using var results = await connection.QueryMultipleAsync(
            """
            select status as "Status", expires_at as "ExpiresAt" from reservations where order_id = @orderId;
            select product_id as "ProductId", name as "Name", name_en as "NameEn", unit_price as "UnitPrice", quantity as "Quantity",
                unit_price * quantity as "Amount"
            from reservation_items where order_id = @orderId order by product_id
            """,
            new { orderId },
            transaction
        );
        if (await results.ReadSingleOrDefaultAsync<Head>() is not { } head)
        {
            return null;
        }
        var items = (await results.ReadAsync<ReservationItem>()).AsList();
        return new(orderId, head.Status, head.ExpiresAt, items.Sum(item => item.Amount), items);
    }

    private sealed record Head(string Status, DateTime ExpiresAt);
}
