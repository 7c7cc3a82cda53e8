using System.Text.Json;
using Dapper;
using Files.Apis;
using Npgsql;
using Platform.FileStores.Messages;
using Platform.Services;

namespace Files.Data;

/// <summary>What happened to each file, numbered from 1 without gaps: what a listener has missed is read again.</summary>
internal sealed class EventLog(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>The channel on which every replica hears of a file's news.</summary>
    public const string Channel = "file_events";

    /// <summary>The type of all events but the last of a file that is deleted.</summary>
    public const string StatusType = "status";

    /// <summary>Adds the job's status to its file's log.</summary>
    public async Task AppendAsync(NpgsqlTransaction transaction, JobRow job, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        var data = new FileStatus(job.FileId, job.Id, job.Status, job.Target, job.Attempts, job.Reason, JobStatus.IsFinal(job.Status), now);
        await transaction.Connection!.ExecuteAsync(
            """
            with numbered as (update files set last_event = last_event + 1 where id = @FileId returning id, last_event)
            insert into file_events (file_id, seq, type, data, at) select id, last_event, @StatusType, @data::jsonb, @now from numbered
            """,
            new
            {
                job.FileId,
                StatusType,
                data = JsonSerializer.Serialize(data, FilesJson.Default.FileStatus),
                now,
            },
            transaction
        );
        await TellAsync(transaction, job.FileId, cancellationToken);
    }

    /// <summary>What came after <paramref name="last"/>; null when there is no such file.</summary>
    public async Task<IReadOnlyList<EventRow>?> ReadAsync(Guid fileId, long last, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var events = await connection.QueryAsync<EventRow>(
            "select seq, type, data::text from file_events where file_id = @fileId and seq > @last order by seq limit 100",
            new { fileId, last }
        );
        if (events.AsList() is { Count: > 0 } found)
            return found;
        return await connection.QuerySingleAsync<bool>("select exists (select from files where id = @fileId)", new { fileId }) ? [] : null;
    }

    public static async Task TellAsync(NpgsqlTransaction transaction, Guid fileId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_notify($1, $2)", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = Channel });
        command.Parameters.Add(new() { Value = fileId.ToString() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
