using System.Diagnostics;
using Npgsql;

namespace Platform.ServiceDefaults.Events;

internal sealed class Outbox(TimeProvider time) : IOutbox
{
    public async Task AddRangeAsync(
        NpgsqlTransaction transaction,
        IReadOnlyCollection<OutboxMessage> messages,
        CancellationToken cancellationToken
    )
    {
        if (messages.Count == 0)
            return;
        await using var command = new NpgsqlCommand(
            """
            insert into outbox (message_id, topic, key, type, payload, trace_parent, trace_state, created_at)
            select message_id, topic, key, type, payload::jsonb, $6, $7, $8
            from unnest($1, $2, $3, $4, $5) with ordinality as one(message_id, topic, key, type, payload, position) order by position
            """,
            transaction.Connection,
            transaction
        );
        command.Parameters.Add(new() { Value = messages.Select(_ => Guid.CreateVersion7()).ToArray() });
        command.Parameters.Add(new() { Value = messages.Select(message => message.Topic).ToArray() });
        command.Parameters.Add(new() { Value = messages.Select(message => message.Key).ToArray() });
        command.Parameters.Add(new() { Value = messages.Select(message => message.Type).ToArray() });
        command.Parameters.Add(new() { Value = messages.Select(message => message.Payload).ToArray() });
        command.Parameters.Add(
            new() { Value = (object?)Activity.Current?.Id ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }
        );
        command.Parameters.Add(
            new() { Value = (object?)Activity.Current?.TraceStateString ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }
        );
        command.Parameters.Add(new() { Value = time.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
