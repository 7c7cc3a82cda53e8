using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.ServiceDefaults.Elasticsearch;

namespace Search.Index;

/// <summary>
/// Sees to it that there is an index, and that it was once read from Catalog as a whole: at the start, when Elasticsearch comes up later, and when
/// the index is found gone. Any number of replicas may do so at once.
/// </summary>
internal sealed partial class IndexKeeper(
    IElasticsearchClient client,
    IndexRebuild rebuild,
    SearchOptions options,
    TimeProvider time,
    ILogger<IndexKeeper> logger
) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Another replica's rebuild ends without telling.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly SemaphoreSlim doubts = new(0);
    private volatile bool exists;
    private volatile bool complete;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            complete ? HealthCheckResult.Healthy()
            : exists ? HealthCheckResult.Degraded("The index is being read from Catalog; until then a product may not be found.")
            : HealthCheckResult.Degraded("There is no index yet.")
        );

    /// <summary>Returns when there is an index to search and to write to.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (!exists)
            await LookAsync(cancellationToken);
    }

    /// <summary>Somebody found no index where one was.</summary>
    public void Doubt()
    {
        exists = false;
        doubts.Release();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the thread that starts the next service.
        await Task.Yield();
        for (var failures = 0; ; )
        {
            var pause = Timeout.InfiniteTimeSpan;
            try
            {
                if (!await IsWellAsync(stoppingToken))
                    pause = BetweenLooks;
                failures = 0;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, ShortestPause.Ticks << Math.Min(failures, 10)));
                LogWaiting(failures++ == 0 ? LogLevel.Warning : LogLevel.Debug, error.Message);
            }
            await doubts.WaitAsync(pause, stoppingToken);
        }
    }

    /// <summary>False: another replica is at it.</summary>
    private async Task<bool> IsWellAsync(CancellationToken cancellationToken)
    {
        while (doubts.Wait(0, CancellationToken.None)) { }
        var state = await LookAsync(cancellationToken);
        if (!state.IsComplete)
            return complete = (await rebuild.RunAsync(cancellationToken)).Built is not null;
        complete = true;
        if (state.Claim is not { } claim)
            return true;
        if (claim.Until > time.GetUtcNow())
            return false;
        // A rebuild that was killed: what it has written is of no use to anybody.
        await client.DeleteIndexAsync(claim.Index, cancellationToken);
        LogRemoved(claim.Index);
        return true;
    }

    private async Task<IndexState> LookAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var state = await IndexState.ReadAsync(client, cancellationToken);
            while (state.Live is null)
            {
                complete = false;
                // The loser of a race finds the winner's.
                var body = IndexDefinition.Body(options, IndexState.LiveAlias, IndexState.IncompleteAlias);
                if (await client.CreateIndexAsync(state.Next, body, cancellationToken))
                {
                    LogCreated(state.Next);
                    doubts.Release();
                }
                state = await IndexState.ReadAsync(client, cancellationToken);
            }
            exists = true;
            return state;
        }
        finally
        {
            gate.Release();
        }
    }

    [LoggerMessage(LogLevel.Information, "There was no index of products: {Index} is made, and will be read from Catalog")]
    private partial void LogCreated(string index);

    [LoggerMessage(LogLevel.Information, "{Index}, which a rebuild that ended early has left behind, is removed")]
    private partial void LogRemoved(string index);

    [LoggerMessage(Message = "The index cannot be seen to yet and is tried again: {Reason}")]
    private partial void LogWaiting(LogLevel level, string reason);
}
