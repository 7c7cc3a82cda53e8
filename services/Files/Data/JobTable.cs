using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.FileStores.Messages;
using Platform.Services;

namespace Files.Data;

/// <summary>Jobs and their steps. Each step is guarded by the status before it and writes its event with it; a job ends once.</summary>
internal sealed class JobTable(NpgsqlDataSource database, EventLog events, Orphans orphans, TimeProvider time)
{
    public const string NextDue = "select min(due_at) from jobs";

    private const string Open = "status not in ('SUCCEEDED', 'FAILED')";

    /// <summary>Takes jobs that are due and in nobody else's hands; nobody else looks at them for <paramref name="lease"/>.</summary>
    public async Task<IReadOnlyList<(JobRow Job, FileRow File)>> LeaseDueAsync(
        int most,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        var now = time.UtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var leased = await connection.QueryAsync<JobRow, FileRow, (JobRow, FileRow)>(
            """
            update jobs j set due_at = @until from files f
            where f.id = j.file_id
              and j.id in (select id from jobs where due_at <= @now order by due_at limit @most for update skip locked)
            returning j.*, f.*
            """,
            (job, file) => (job, file),
            new
            {
                now,
                until = now + lease,
                most,
            }
        );
        return [.. leased];
    }

    public async Task<JobRow?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<JobRow>("select * from jobs where id = @id", new { id });
    }

    /// <summary>The job was handed over; <paramref name="due"/> is when to look after it, null when somebody will tell.</summary>
    public Task SubmittedAsync(Guid id, string? externalId, DateTime? due, CancellationToken cancellationToken) =>
        ChangeAsync(
            "status = 'SUBMITTED', attempts = attempts + 1, external_id = coalesce(@externalId, external_id), reason = null, due_at = @due",
            Open,
            new
            {
                id,
                externalId,
                due,
            },
            due,
            cancellationToken
        );

    /// <summary>Its target is at work.</summary>
    public Task ProcessingAsync(Guid id, DateTime? due, CancellationToken cancellationToken) =>
        ChangeAsync("status = 'PROCESSING', due_at = @due", "status in ('QUEUED', 'SUBMITTED')", new { id, due }, due, cancellationToken);

    /// <summary>All is well: only sets when the job is looked at again.</summary>
    public async Task LookAgainAsync(Guid id, DateTime due, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            $"update jobs set due_at = @due, attempts = least(attempts, 1) where id = @id and {Open}",
            new { id, due },
            transaction
        );
        await Deadlines.AnnounceAsync(transaction, due, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>A hand-over failed; it is tried again at <paramref name="due"/>, from the start when <paramref name="anew"/>.</summary>
    public Task RetryAsync(Guid id, string reason, bool anew, DateTime due, CancellationToken cancellationToken) =>
        ChangeAsync(
            $"attempts = attempts + 1, reason = @reason, due_at = @due{(anew ? ", status = 'QUEUED', external_id = null" : "")}",
            Open,
            new
            {
                id,
                reason,
                due,
            },
            due,
            cancellationToken
        );

    /// <summary>Takes an outcome in a transaction of its own.</summary>
    public async Task<bool> AdvanceAsync(ProcessingOutcome outcome, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var advanced = await AdvanceAsync(transaction, outcome, storedOn: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return advanced;
    }

    /// <summary>
    /// Takes an outcome: false, and nothing done, when it is old news (a lower token, a job that has ended). What a job leaves for a file that is gone
    /// becomes an orphan on <paramref name="storedOn"/>.
    /// </summary>
    public async Task<bool> AdvanceAsync(
        NpgsqlTransaction transaction,
        ProcessingOutcome outcome,
        string? storedOn,
        CancellationToken cancellationToken
    )
    {
        var changed = await transaction.Connection!.QuerySingleOrDefaultAsync<JobRow>(
            $"""
            update jobs set status = @Status, token = @Token, attempts = greatest(attempts, @Attempt), reason = @Reason,
                            result = @result::jsonb, due_at = case when @final then null else due_at end, updated_at = @now
            where id = @JobId and {Open} and (token < @Token or (token = @Token and @final))
            returning *
            """,
            new
            {
                outcome.Status,
                outcome.Token,
                outcome.Attempt,
                outcome.Reason,
                outcome.JobId,
                result = outcome.Result is null ? null : JsonSerializer.Serialize(outcome.Result, MessagesJson.Default.ProcessingResult),
                final = JobStatus.IsFinal(outcome.Status),
                now = time.UtcNow(),
            },
            transaction
        );
        if (changed is not null)
        {
            await events.AppendAsync(transaction, changed, cancellationToken);
            return true;
        }
        if (storedOn is not null && outcome.Result?.Artifacts is { Count: > 0 } && await IsGoneAsync(transaction, outcome.JobId))
            await orphans.AddAsync(transaction, storedOn, $"results/{outcome.JobId}/", cancellationToken);
        return false;
    }

    private static Task<bool> IsGoneAsync(NpgsqlTransaction transaction, Guid id) =>
        transaction.Connection!.QuerySingleAsync<bool>("select not exists (select from jobs where id = @id)", new { id }, transaction);

    private async Task ChangeAsync(string change, string guard, object values, DateTime? due, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("now", time.UtcNow());
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var changed = await connection.QuerySingleOrDefaultAsync<JobRow>(
            $"update jobs set {change}, updated_at = @now where id = @id and {guard} returning *",
            parameters,
            transaction
        );
        if (changed is null)
            return;
        await events.AppendAsync(transaction, changed, cancellationToken);
        if (due is { } at)
            await Deadlines.AnnounceAsync(transaction, at, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
