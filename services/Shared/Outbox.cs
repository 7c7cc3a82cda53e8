using System.Diagnostics;
using Npgsql;

namespace Platform.Services;

internal sealed class Outbox(TimeProvider time) : IOutbox
{
    public async Task AddAsync(NpgsqlTransaction transaction, OutboxMessage message, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into outbox (topic, key, type, payload, trace_parent, created_at)
            values ($1, $2, $3, $4::jsonb, $5, $6)
            """,
            transaction.Connection,
            transaction
        );
        command.Parameters.Add(new() { Value = message.Topic });
        command.Parameters.Add(new() { Value = message.Key });
        command.Parameters.Add(new() { Value = message.Type });
        command.Parameters.Add(new() { Value = message.Payload });
        command.Parameters.Add(new() { Value = (object?)Activity.Current?.Id ?? DBNull.Value });
        command.Parameters.Add(new() { Value = time.UtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
