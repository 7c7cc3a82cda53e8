using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.FileStores.Messages;
using Platform.ServiceDefaults.Events;
using Platform.Services;

namespace Worker.Jobs;

/// <summary>
/// Jobs, each run by one worker at a time. A claim takes a lease and a higher token; whatever a worker writes afterwards is guarded by its token, so that
/// one whose lease ran out changes nothing, however alive it is.
/// </summary>
internal sealed class JobTable(NpgsqlDataSource database, IOutbox outbox, TimeProvider time, WorkerOptions options)
{
    public const string NextDue = "select min(due_at) from jobs";

    /// <summary>Where tasks that were given up lie, as the consumers' own dead letters would.</summary>
    public const string DeadLetters = $"{ProcessingTask.Topic}.{WorkerApp.Group}.dlq";

    private readonly string worker = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Writes a task down; one that is there already is left as it is.</summary>
    public async Task AcceptAsync(NpgsqlTransaction transaction, ProcessingTask task, string source, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await transaction.Connection!.ExecuteAsync(
            """
            insert into jobs (id, task, source, status, due_at, trace_parent, created_at, updated_at)
            values (@JobId, @task::jsonb, @source, @Waiting, @now, @trace, @now, @now)
            on conflict (id) do nothing
            """,
            new
            {
                task.JobId,
                task = JsonSerializer.Serialize(task, MessagesJson.Default.ProcessingTask),
                source,
                WorkState.Waiting,
                now,
                trace = Activity.Current?.Id ?? task.TraceParent,
            },
            transaction
        );
        await Deadlines.AnnounceAsync(transaction, now, cancellationToken);
    }

    /// <summary>Takes the job that is due the longest and in nobody's hands; null when there is none. Tells of the attempt.</summary>
    public async Task<JobRow?> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var claimed = await connection.QuerySingleOrDefaultAsync<JobRow>(
            """
            update jobs set status = @Running, attempts = attempts + 1, token = token + 1, worker = @worker, lease_until = @until, due_at = @until,
                            updated_at = @now
            where id = (select id from jobs where due_at <= @now order by due_at limit 1 for update skip locked)
            returning *
            """,
            new
            {
                WorkState.Running,
                worker,
                until = now + options.Lease,
                now,
            },
            transaction
        );
        if (claimed is null)
            return null;
        await TellAsync(transaction, claimed, JobStatus.Processing, claimed.Reason, null, cancellationToken);
        await Deadlines.AnnounceAsync(transaction, now + options.Lease, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return claimed;
    }

    /// <summary>Makes the lease whole again: until when, or null when the job is somebody else's by now.</summary>
    public async Task<DateTime?> RenewAsync(JobRow job, CancellationToken cancellationToken)
    {
        var until = time.UtcNow() + options.Lease;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var renewed = await connection.ExecuteAsync(
            "update jobs set lease_until = @until, due_at = @until where id = @Id and token = @Token and status = @Running",
            new
            {
                job.Id,
                job.Token,
                WorkState.Running,
                until,
            }
        );
        return renewed == 1 ? until : null;
    }

    /// <summary>Ends the job and tells of it, in one transaction; false, and nothing told, when it is somebody else's by now.</summary>
    public Task<bool> FinishAsync(
        JobRow job,
        string status,
        string? reason,
        ProcessingResult result,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            job,
            "status = @Done, due_at = null, lease_until = null, reason = @reason, outcome = @outcome::jsonb",
            new
            {
                WorkState.Done,
                reason,
                outcome = JsonSerializer.Serialize(result, MessagesJson.Default.ProcessingResult),
            },
            transaction => TellAsync(transaction, job, status, reason, result, cancellationToken),
            cancellationToken
        );

    /// <summary>Lets the job be tried again after a pause.</summary>
    public Task<bool> RetryAsync(JobRow job, string reason, DateTime due, CancellationToken cancellationToken) =>
        ChangeAsync(
            job,
            "status = @Waiting, due_at = @due, lease_until = null, reason = @reason",
            new
            {
                WorkState.Waiting,
                due,
                reason,
            },
            transaction => Deadlines.AnnounceAsync(transaction, due, cancellationToken),
            cancellationToken
        );

    /// <summary>Gives the job back unharmed, as when this worker stops: the attempt does not count.</summary>
    public Task<bool> ReleaseAsync(JobRow job, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        return ChangeAsync(
            job,
            "status = @Waiting, due_at = @due, lease_until = null, attempts = attempts - 1",
            new { WorkState.Waiting, due = now },
            transaction => Deadlines.AnnounceAsync(transaction, now, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Ends the job as failed, aloud: an outcome, and the task itself among the dead letters.</summary>
    public Task<bool> GiveUpAsync(JobRow job, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(
            job,
            "status = @GivenUp, due_at = null, lease_until = null, reason = @reason",
            new { WorkState.GivenUp, reason },
            async transaction =>
            {
                await TellAsync(transaction, job, JobStatus.Failed, reason, null, cancellationToken);
                var letter = new DeadLetter(reason, job.Attempts, job.ReadTask());
                await outbox.AddAsync(
                    transaction,
                    new(
                        DeadLetters,
                        job.Id.ToString(),
                        "file.processing_given_up",
                        JsonSerializer.Serialize(letter, WorkerJson.Default.DeadLetter)
                    ),
                    cancellationToken
                );
            },
            cancellationToken
        );

    private async Task<bool> ChangeAsync(
        JobRow job,
        string change,
        object values,
        Func<NpgsqlTransaction, Task> with,
        CancellationToken cancellationToken
    )
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("id", job.Id);
        parameters.Add("token", job.Token);
        parameters.Add("running", WorkState.Running);
        parameters.Add("now", time.UtcNow());
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var changed = await connection.ExecuteAsync(
            $"update jobs set {change}, updated_at = @now where id = @id and token = @token and status = @running",
            parameters,
            transaction
        );
        if (changed == 0)
            return false;
        await with(transaction);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private Task TellAsync(
        NpgsqlTransaction transaction,
        JobRow job,
        string status,
        string? reason,
        ProcessingResult? result,
        CancellationToken cancellationToken
    )
    {
        var task = job.ReadTask();
        var outcome = new ProcessingOutcome
        {
            JobId = job.Id,
            FileId = task.FileId,
            StoredOn = task.StoredOn,
            Status = status,
            Token = job.Token,
            Attempt = job.Attempts,
            Reason = reason,
            Result = result,
        };
        var json = JsonSerializer.Serialize(outcome, MessagesJson.Default.ProcessingOutcome);
        return outbox.AddAsync(
            transaction,
            new(ProcessingOutcome.Topic, job.Id.ToString(), ProcessingOutcome.EventType, json),
            cancellationToken
        );
    }
}

/// <summary>A task that was given up.</summary>
internal sealed record DeadLetter(string Reason, int Attempts, ProcessingTask Task);
