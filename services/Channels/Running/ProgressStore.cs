using Dapper;
using Npgsql;
using Platform.Services;

namespace Channels.Running;

/// <summary>How far each mall was read, and how that goes.</summary>
internal sealed class ProgressStore(NpgsqlDataSource database, TimeProvider time)
{
    public async Task<string?> CursorAsync(string channel, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(
            "select order_cursor from channel_progress where channel = @channel",
            new { channel }
        );
    }

    /// <summary>All orders before the cursor are committed.</summary>
    public Task ReadAsync(string channel, string? cursor, CancellationToken cancellationToken) =>
        ExecuteAsync(
            """
            update channel_progress set order_cursor = coalesce(@cursor, order_cursor), polled_at = @now, poll_failures = 0, poll_error = null
            where channel = @channel
            """,
            channel,
            cursor,
            cancellationToken
        );

    public Task FailedAsync(string channel, string error, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "update channel_progress set poll_failures = poll_failures + 1, poll_error = @text where channel = @channel",
            channel,
            error,
            cancellationToken
        );

    public Task ComparedAsync(string channel, CancellationToken cancellationToken) =>
        ExecuteAsync("update channel_progress set compared_at = @now where channel = @channel", channel, null, cancellationToken);

    private async Task ExecuteAsync(string sql, string channel, string? text, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            sql,
            new
            {
                channel,
                cursor = text,
                text,
                now = time.UtcNow(),
            }
        );
    }
}
