using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Platform.FileStores.Messages;
using Platform.Services;

namespace Worker.Jobs;

/// <summary>Claims jobs as they fall due and runs a few at a time. Any number of workers may do so over one database.</summary>
internal sealed partial class JobRunner(
    NpgsqlDataSource database,
    JobTable jobs,
    Processor processor,
    WorkerOptions options,
    Alarm alarm,
    TimeProvider time,
    ILogger<JobRunner> logger
) : DeadlineWorker(database, alarm, time, logger)
{
    // "Platform.*" is what the telemetry listens to.
    private static readonly ActivitySource Source = new("Platform.Worker");

    /// <summary>For the last words of a job when the worker stops.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TimeProvider time = time;
    private readonly ILogger<JobRunner> logger = logger;
    private readonly SemaphoreSlim slots = new(options.Concurrency);
    private readonly ConcurrentDictionary<Guid, Task> running = new();

    protected override string NextDue => JobTable.NextDue;

    protected override async Task<int> DoDueAsync(CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        JobRow? job = null;
        try
        {
            job = await jobs.ClaimAsync(cancellationToken);
            if (job is null)
                return 0;
            running[job.Id] = RunAndReleaseSlotAsync(job, cancellationToken);
            return 1;
        }
        finally
        {
            if (job is null)
                slots.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(running.Values);
    }

    public override void Dispose()
    {
        slots.Dispose();
        base.Dispose();
    }

    private async Task RunAndReleaseSlotAsync(JobRow job, CancellationToken stopping)
    {
        // Off the loop that claims.
        await Task.Yield();
        try
        {
            await RunAsync(job, stopping);
        }
        catch (Exception failed)
        {
            // The lease runs out, and whoever is there then takes the job up.
            LogUnsettled(failed, job.Id);
        }
        finally
        {
            running.TryRemove(job.Id, out _);
            slots.Release();
        }
    }

    private async Task RunAsync(JobRow job, CancellationToken stopping)
    {
        if (job.Attempts > options.MaxAttempts)
        {
            var last = job.Reason is null ? "the workers that had it died" : $"the last failure was: {job.Reason}";
            await GiveUpAsync(job, $"GAVE_UP: {options.MaxAttempts} attempts; {last}");
            return;
        }
        ActivityContext.TryParse(job.TraceParent, null, out var parent);
        using var span = Source.StartActivity("process file", ActivityKind.Internal, parent);
        span?.SetTag("job.id", job.Id).SetTag("job.attempt", job.Attempts).SetTag("job.source", job.Source);
        using var limit = new CancellationTokenSource(options.TimeLimit, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        var keeper = new LeaseKeeper(jobs, job, options, time, logger, ended.Token);
        try
        {
            ProcessingResult result;
            string? refusal;
            await using (keeper)
                (result, refusal) = await processor.RunAsync(job, keeper.Token);
            await FinishAsync(job, result, refusal);
        }
        catch (FileNotFoundException gone)
        {
            // Deleted meanwhile, most likely: it does not come back.
            await FinishAsync(job, new() { ProcessedBy = "worker" }, $"FILE_GONE: {gone.Message}");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await ForgetAsync(job);
            await jobs.ReleaseAsync(job, Last());
        }
        catch (Exception failed)
        {
            span?.SetStatus(ActivityStatusCode.Error, failed.Message);
            await ForgetAsync(job);
            await FailedAsync(
                job,
                limit.IsCancellationRequested ? $"TIMED_OUT: an attempt may take {options.TimeLimit}"
                    : keeper.IsLost ? "LEASE_LOST"
                    : ReasonOf(failed)
            );
        }
    }

    private async Task FinishAsync(JobRow job, ProcessingResult result, string? refusal)
    {
        var status = refusal is null ? JobStatus.Succeeded : JobStatus.Failed;
        if (await jobs.FinishAsync(job, status, refusal, result, Last()))
            LogDone(job.Id, status, job.Attempts, refusal);
        else
        {
            LogLost(job.Id, job.Token);
            await ForgetAsync(job);
        }
    }

    private async Task FailedAsync(JobRow job, string reason)
    {
        if (job.Attempts >= options.MaxAttempts)
        {
            await GiveUpAsync(job, $"GAVE_UP: {job.Attempts} attempts; the last failure was: {reason}");
            return;
        }
        var due = time.UtcNow() + options.RetryAfter(job.Attempts);
        if (await jobs.RetryAsync(job, reason, due, Last()))
            LogAgain(job.Id, job.Attempts, due, reason);
        else
            LogLost(job.Id, job.Token);
    }

    private async Task GiveUpAsync(JobRow job, string reason)
    {
        if (await jobs.GiveUpAsync(job, reason, Last()))
            LogGivenUp(job.Id, reason);
    }

    private async Task ForgetAsync(JobRow job)
    {
        try
        {
            await processor.ForgetAsync(job, Last());
        }
        catch (Exception failed)
        {
            // Goes with the job's other results when the file is deleted.
            LogLeft(job.Id, failed.Message);
        }
    }

    private CancellationToken Last() => new CancellationTokenSource(Patience, time).Token;

    private static string ReasonOf(Exception failed) => $"{failed.GetType().Name}: {failed.Message}";

    [LoggerMessage(LogLevel.Information, "Job {Job} is {Status} at attempt {Attempt} {Refusal}")]
    private partial void LogDone(Guid job, string status, int attempt, string? refusal);

    [LoggerMessage(LogLevel.Warning, "Job {Job} fails at attempt {Attempt} and is tried again at {Due}: {Reason}")]
    private partial void LogAgain(Guid job, int attempt, DateTime due, string reason);

    [LoggerMessage(LogLevel.Error, "Job {Job} is given up: {Reason}")]
    private partial void LogGivenUp(Guid job, string reason);

    [LoggerMessage(LogLevel.Warning, "Job {Job} is somebody else's by now; what token {Token} did counts for nothing.")]
    private partial void LogLost(Guid job, long token);

    [LoggerMessage(
        LogLevel.Error,
        "What became of job {Job} could not be written down; another attempt follows when its lease has run out"
    )]
    private partial void LogUnsettled(Exception failed, Guid job);

    [LoggerMessage(LogLevel.Warning, "What a lost attempt of job {Job} wrote is still there: {Reason}")]
    private partial void LogLeft(Guid job, string reason);
}
