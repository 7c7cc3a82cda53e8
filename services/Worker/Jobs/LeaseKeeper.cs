using Platform.Services;

namespace Worker.Jobs;

/// <summary>Renews a job's lease for as long as it runs; cancels the work when the job is lost, or when the lease could not be renewed in time.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource lost;
    private readonly CancellationTokenSource ended = new();
    private readonly Task keeping;

    public LeaseKeeper(
        JobTable jobs,
        JobRow job,
        WorkerOptions options,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        keeping = KeepAsync(jobs, job, options, time, logger);
    }

    /// <summary>Cancelled when the work is somebody else's, or when the worker stops.</summary>
    public CancellationToken Token => lost.Token;

    public bool IsLost { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await keeping;
        ended.Dispose();
        lost.Dispose();
    }

    private async Task KeepAsync(JobTable jobs, JobRow job, WorkerOptions options, TimeProvider time, ILogger logger)
    {
        var until = job.LeaseUntil ?? time.UtcNow() + options.Lease;
        using var timer = new PeriodicTimer(options.Lease / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                try
                {
                    if (await jobs.RenewAsync(job, ended.Token) is not { } renewed)
                        break;
                    until = renewed;
                }
                catch (Exception failed) when (!ended.IsCancellationRequested)
                {
                    logger.LogWarning("The lease of job {Job} is not renewed: {Reason}", job.Id, failed.Message);
                    // By the next look it may have run out.
                    if (time.UtcNow() + options.Lease / 3 >= until)
                        break;
                }
            }
            logger.LogWarning("Job {Job} is lost: its lease ran out at attempt {Attempt}.", job.Id, job.Attempts);
            IsLost = true;
            await lost.CancelAsync();
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The job has ended; so does this.
        }
    }
}
