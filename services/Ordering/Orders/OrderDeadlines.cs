using Npgsql;
using Platform.Services;

namespace Ordering.Orders;

/// <summary>Orders that expire, and requests that were given up.</summary>
internal sealed class OrderDeadlines(
    NpgsqlDataSource database,
    OrderExpiry expiry,
    OrderRequests requests,
    Alarm alarm,
    TimeProvider time,
    ILogger<OrderDeadlines> logger
) : DeadlineWorker(database, alarm, time, logger)
{
    protected override string NextDue =>
        """
            select least(
                (select min(expires_at) from orders where status = 'PENDING'),
                (select min(abandon_at) from order_requests where state = 'RESERVING'))
            """;

    protected override async Task<int> DoDueAsync(CancellationToken cancellationToken) =>
        await expiry.ExpireDueAsync(cancellationToken) + await requests.AbandonDueAsync(cancellationToken);
}
