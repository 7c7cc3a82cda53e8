using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Migrations;
using Platform.Services;

namespace Ordering.Feed;

/// <summary>Passes on to this replica's sockets the changes that any replica has committed.</summary>
internal sealed class OrderListener(
    NpgsqlDataSource database,
    DatabaseMigrations migrations,
    OrderFeed feed,
    Alarm alarm,
    TimeProvider time,
    ILogger<DatabaseListener> logger
) : DatabaseListener(database, migrations, alarm, time, logger)
{
    private const string Channel = "order_updates";

    protected override IReadOnlyList<string> Channels => [Channel];

    public static Task AnnounceAsync(NpgsqlTransaction transaction, UserOrderUpdate told) =>
        transaction.Connection!.ExecuteAsync(
            "select pg_notify(@Channel, @payload)",
            new { Channel, payload = JsonSerializer.Serialize(told, OrderingJson.Default.UserOrderUpdate) },
            transaction
        );

    protected override void Hear(string payload)
    {
        if (JsonSerializer.Deserialize(payload, OrderingJson.Default.UserOrderUpdate) is { } told)
            feed.Publish(told);
    }
}
