using Npgsql;
using NpgsqlTypes;
using OpenTelemetry;

namespace Platform.ServiceDefaults.Events;

/// <summary>
/// The outbox as its relay sees it, over one connection of its own: what holds the lock reads and deletes, so that whoever lost the lock does neither.
/// Not traced: it belongs to no request, and comes with every event.
/// </summary>
internal sealed class OutboxTable(NpgsqlConnection connection)
{
    // Any constant will do: advisory locks are the database's own.
    private const long LockKey = 0x4f75_7462_6f78;

    /// <summary>Whether this session is the one that relays. The lock goes with the session.</summary>
    public async Task<bool> TryLockAsync(CancellationToken cancellationToken)
    {
        using var _ = SuppressInstrumentationScope.Begin();
        await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({LockKey})", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Has every commit that adds an event told to this session, and the server notice soon when this machine is gone.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        using var _ = SuppressInstrumentationScope.Begin();
        await using var command = new NpgsqlCommand(
            "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 2; listen outbox",
            connection
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What is there in its order, without the keys that are held back. Never from a position on: a late commit has a low id.</summary>
    public async Task<List<OutboxRow>> ReadAsync(
        IReadOnlyCollection<(string Topic, string Key)> held,
        int limit,
        CancellationToken cancellationToken
    )
    {
        using var _ = SuppressInstrumentationScope.Begin();
        await using var command = new NpgsqlCommand(
            """
            select id, message_id, topic, key, type, payload::text, trace_parent, trace_state, created_at from outbox o
            where not exists (select from unnest($1, $2) as held(topic, key) where held.topic = o.topic and held.key = o.key)
            order by id limit $3
            """,
            connection
        );
        command.Parameters.Add(
            new() { Value = held.Select(one => one.Topic).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text }
        );
        command.Parameters.Add(
            new() { Value = held.Select(one => one.Key).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text }
        );
        command.Parameters.Add(new() { Value = limit });
        var rows = new List<OutboxRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var message = new OutboxMessage(reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5));
            rows.Add(new(reader.GetInt64(0), reader.GetGuid(1), message, Text(reader, 6), Text(reader, 7), reader.GetDateTime(8)));
        }
        return rows;
    }

    /// <summary>Forgets what the broker has acknowledged.</summary>
    public async Task DeleteAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        using var _ = SuppressInstrumentationScope.Begin();
        await using var command = new NpgsqlCommand("delete from outbox where id = any($1)", connection);
        command.Parameters.Add(new() { Value = ids.ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
