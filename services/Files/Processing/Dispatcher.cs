using System.Diagnostics;
using Files.Data;
using Files.Policies;
using Npgsql;
using Platform.FileStores.Messages;
using Platform.FileStores.Queues;
using Platform.Services;

namespace Files.Processing;

/// <summary>
/// Hands jobs to those targets that are not reached by Kafka, asks the GPU how far it is, and removes orphans. Any number of replicas may run: a job that
/// one has leased is not the others' business, and whatever is done twice ends once, since outcomes are keyed by job.
/// </summary>
internal sealed partial class Dispatcher(
    NpgsqlDataSource database,
    JobTable jobs,
    Orphans orphans,
    TaskWriter tasks,
    QueueClient queue,
    FunctionClient function,
    GpuClient gpu,
    ProcessingOptions options,
    Alarm alarm,
    TimeProvider time,
    ILogger<Dispatcher> logger
) : DeadlineWorker(database, alarm, time, logger)
{
    private const int Batch = 8;

    // "Platform.*" is what the telemetry listens to.
    private static readonly ActivitySource Source = new("Platform.Files");
    private readonly TimeProvider time = time;
    private readonly ILogger<Dispatcher> logger = logger;
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(30);

    protected override string NextDue => $"select least(({JobTable.NextDue}), ({Orphans.NextDue}))";

    protected override async Task<int> DoDueAsync(CancellationToken cancellationToken)
    {
        var removed = await orphans.RemoveDueAsync(cancellationToken) ? 1 : 0;
        var due = await jobs.LeaseDueAsync(Batch, options.FunctionTimeout + TimeSpan.FromSeconds(30), cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Batch, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, parallel, async (one, stop) => await LookAfterAsync(one.Job, one.File, stop));
        return removed + due.Count;
    }

    private async Task LookAfterAsync(JobRow job, FileRow file, CancellationToken cancellationToken)
    {
        ActivityContext.TryParse(job.TraceParent, null, out var parent);
        using var span = Source.StartActivity($"dispatch {job.Target}", ActivityKind.Internal, parent);
        span?.SetTag("job.id", job.Id).SetTag("job.attempt", job.Attempts);
        try
        {
            await (
                job.Target switch
                {
                    ProcessingTargets.Queue => EnqueueAsync(job, file, cancellationToken),
                    ProcessingTargets.Function => InvokeAsync(job, file, cancellationToken),
                    ProcessingTargets.Gpu when job.ExternalId is { } task => AskAsync(job, task, cancellationToken),
                    ProcessingTargets.Gpu => SubmitAsync(job, file, cancellationToken),
                    _ => FailAsync(job, $"UNKNOWN_TARGET: {job.Target}", cancellationToken),
                }
            );
        }
        catch (TargetFailedException failed)
        {
            await FailAsync(job, failed.Message, cancellationToken);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error, failed.Message);
            await TryAgainAsync(job, failed.Message, anew: false, cancellationToken);
        }
    }

    /// <summary>The Worker that reads the queue tells of the outcome by Kafka. Sent twice, it is the same job there.</summary>
    private async Task EnqueueAsync(JobRow job, FileRow file, CancellationToken cancellationToken)
    {
        var message = await queue.SendAsync(options.QueueUrl!, TaskWriter.ForQueue(job, file), cancellationToken);
        await jobs.SubmittedAsync(job.Id, message, due: null, cancellationToken);
    }

    private async Task InvokeAsync(JobRow job, FileRow file, CancellationToken cancellationToken)
    {
        if (job.Attempts >= options.MaxAttempts)
        {
            await FailAsync(
                job,
                $"NO_ANSWER: the function was invoked {job.Attempts} times and never told of an outcome",
                cancellationToken
            );
            return;
        }
        var payload = tasks.ForOthers(job, file, options.FunctionTimeout * 2);
        if (options.CallbackUrl is { Length: > 0 })
        {
            await function.InvokeEventAsync(payload, cancellationToken);
            await jobs.SubmittedAsync(job.Id, null, time.UtcNow() + options.FunctionTimeout, cancellationToken);
            return;
        }
        var result = await function.InvokeAsync(payload, cancellationToken);
        await jobs.AdvanceAsync(Outcome(job, JobStatus.Succeeded) with { Result = result }, cancellationToken);
    }

    private async Task SubmitAsync(JobRow job, FileRow file, CancellationToken cancellationToken)
    {
        var task = await gpu.SubmitAsync(job.Id, tasks.ForOthers(job, file, options.GpuTimeout), cancellationToken);
        await jobs.SubmittedAsync(job.Id, task, time.UtcNow() + options.PollInterval, cancellationToken);
    }

    private async Task AskAsync(JobRow job, string task, CancellationToken cancellationToken)
    {
        var progress = await gpu.AskAsync(task, cancellationToken);
        switch (progress?.Status)
        {
            case null:
                await TryAgainAsync(job, "The GPU has forgotten the task.", anew: true, cancellationToken);
                break;
            case "succeeded":
                await jobs.AdvanceAsync(Outcome(job, JobStatus.Succeeded) with { Result = progress.Result }, cancellationToken);
                break;
            case "failed":
                await FailAsync(job, progress.Reason ?? "GPU_FAILED", cancellationToken);
                break;
            case var _ when time.UtcNow() - job.CreatedAt > options.GpuTimeout:
                await FailAsync(job, $"TIMED_OUT: the GPU took longer than {options.GpuTimeout}", cancellationToken);
                break;
            case "running" when job.Status != JobStatus.Processing:
                await jobs.ProcessingAsync(job.Id, NextPoll(job), cancellationToken);
                break;
            default:
                await jobs.LookAgainAsync(job.Id, NextPoll(job), cancellationToken);
                break;
        }
    }

    /// <summary>The longer it took so far, the longer until it is asked again.</summary>
    private DateTime NextPoll(JobRow job)
    {
        var now = time.UtcNow();
        var pause = TimeSpan.FromSeconds(Math.Max((now - job.CreatedAt).TotalSeconds / 4, options.PollInterval.TotalSeconds));
        return now + (pause < LongestPoll ? pause : LongestPoll);
    }

    private async Task TryAgainAsync(JobRow job, string reason, bool anew, CancellationToken cancellationToken)
    {
        if (job.Attempts + 1 >= options.MaxAttempts)
        {
            await FailAsync(job, $"UNREACHABLE: {reason}", cancellationToken);
            return;
        }
        LogAgain(job.Id, job.Target, reason);
        await jobs.RetryAsync(job.Id, reason, anew, time.UtcNow() + options.RetryAfter(job.Attempts), cancellationToken);
    }

    private async Task FailAsync(JobRow job, string reason, CancellationToken cancellationToken)
    {
        LogGivenUp(job.Id, job.Target, reason);
        await jobs.AdvanceAsync(Outcome(job, JobStatus.Failed) with { Reason = reason }, cancellationToken);
    }

    private static ProcessingOutcome Outcome(JobRow job, string status) =>
        new()
        {
            JobId = job.Id,
            FileId = job.FileId,
            Status = status,
            Token = job.Token,
            Attempt = job.Attempts,
        };

    [LoggerMessage(LogLevel.Warning, "Job {Job} is handed to its target {Target} again: {Reason}")]
    private partial void LogAgain(Guid job, string target, string reason);

    [LoggerMessage(LogLevel.Error, "Job {Job} for {Target} has failed: {Reason}")]
    private partial void LogGivenUp(Guid job, string target, string reason);
}
