using System.Diagnostics;
using Npgsql;

namespace Platform.ServiceDefaults.Events;

internal sealed class Outbox(TimeProvider time) : IOutbox
{
    public async Task AddAsync(NpgsqlTransaction transaction, OutboxMessage message, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into outbox (message_id, topic, key, type, payload, trace_parent, trace_state, created_at)
            values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8)
            """,
            transaction.Connection,
            transaction
        );
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        command.Parameters.Add(new() { Value = message.Topic });
        command.Parameters.Add(new() { Value = message.Key });
        command.Parameters.Add(new() { Value = message.Type });
        command.Parameters.Add(new() { Value = message.Payload });
        command.Parameters.Add(new() { Value = (object?)Activity.Current?.Id ?? DBNull.Value });
        command.Parameters.Add(new() { Value = (object?)Activity.Current?.TraceStateString ?? DBNull.Value });
        command.Parameters.Add(new() { Value = time.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
