using Npgsql;

namespace Platform.ServiceDefaults.Events;

/// <summary>Which events a group has processed: written with the effect, so that neither is there without the other.</summary>
internal sealed class Inbox(NpgsqlDataSource database, string group, TimeProvider time)
{
    /// <summary>Longer than any topic keeps its messages (Kafka's default: seven days).</summary>
    private const string Remembered = "30 days";

    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromHours(6);
    private long cleanedAt = long.MinValue;

    /// <summary>Runs <paramref name="effect"/> in a transaction that also remembers the event; false, and nothing done, where it is remembered.</summary>
    public async Task<bool> OnceAsync(EventContext context, Func<NpgsqlTransaction, Task> effect, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await CleanAsync(connection, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Where another member is at the same event, this waits for what becomes of it.
        await using var remember = new NpgsqlCommand(
            "insert into inbox (consumer, message_id, type, handled_at) values ($1, $2, $3, $4) on conflict do nothing",
            connection,
            transaction
        );
        remember.Parameters.Add(new() { Value = group });
        remember.Parameters.Add(new() { Value = $"{context.Source} {context.Id}" });
        remember.Parameters.Add(new() { Value = context.Type });
        remember.Parameters.Add(new() { Value = time.GetUtcNow().UtcDateTime });
        if (await remember.ExecuteNonQueryAsync(cancellationToken) == 0)
            return false;
        await effect(transaction);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task CleanAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var last = Interlocked.Read(ref cleanedAt);
        if (last != long.MinValue && time.GetElapsedTime(last, now) < BetweenCleanings)
            return;
        if (Interlocked.CompareExchange(ref cleanedAt, now, last) != last)
            return;
        await using var clean = new NpgsqlCommand($"delete from inbox where handled_at < now() - interval '{Remembered}'", connection);
        await clean.ExecuteNonQueryAsync(cancellationToken);
    }
}
