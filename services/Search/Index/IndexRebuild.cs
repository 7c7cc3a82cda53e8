using System.Diagnostics;
using Platform.ServiceDefaults.Elasticsearch;

namespace Search.Index;

/// <summary>A rebuild that is done.</summary>
/// <param name="Index">What is searched from now on.</param>
/// <param name="Products">Read from Catalog.</param>
public sealed record Rebuilt(string Index, long Products, double Seconds);

/// <summary>
/// Fills a new index from Catalog while the old one is searched. Changes go to both meanwhile; then the alias moves, and the old index goes. One
/// rebuild at a time in the whole cluster: the next index's name can be had only once.
/// </summary>
internal sealed partial class IndexRebuild(
    IElasticsearchClient client,
    CatalogProducts catalog,
    ProductWriter writer,
    SearchOptions options,
    TimeProvider time,
    ILogger<IndexRebuild> logger
)
{
    private static readonly TimeSpan CleaningTime = TimeSpan.FromSeconds(5);

    /// <returns>What was built; or until when another is taken to be at it.</returns>
    public async Task<(Rebuilt? Built, DateTimeOffset? BusyUntil)> RunAsync(CancellationToken cancellationToken)
    {
        // Without Catalog nothing is to be begun.
        await catalog.ReadAsync(after: 0, limit: 1, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var state = await IndexState.ReadAsync(client, cancellationToken);
        var live = state.Live ?? throw new ElasticsearchException(404, "index_not_found_exception", "there is no index of products");
        var until = time.GetUtcNow() + options.RebuildLease;
        if (state.Claim is { } claim && claim.Until > time.GetUtcNow())
            return (null, claim.Until);
        if (!await client.CreateIndexAsync(state.Next, IndexDefinition.Body(options, IndexState.Lease(until)), cancellationToken))
            return (null, until);
        try
        {
            var abandoned = state.Claim is null ? state.Leftovers : [.. state.Leftovers, state.Claim.Index];
            var (products, lease) = await FillAsync(state.Next, IndexState.Lease(until), abandoned, cancellationToken);
            await client.RefreshAsync(state.Next, cancellationToken);
            await client.UpdateAliasesAsync(
                [
                    AliasAction.Add(state.Next, IndexState.LiveAlias),
                    AliasAction.Remove(state.Next, IndexState.BuildingAlias),
                    AliasAction.Remove(state.Next, lease),
                    AliasAction.RemoveIndex(live),
                ],
                cancellationToken
            );
            var built = new Rebuilt(state.Next, products, Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3));
            LogBuilt(built.Index, built.Products, built.Seconds, live);
            return (built, null);
        }
        catch (Exception error)
        {
            LogFailed(state.Next, error.Message);
            await AbandonAsync(state.Next);
            throw;
        }
    }

    private async Task<(long Products, string Lease)> FillAsync(
        string index,
        string lease,
        IReadOnlyList<string> abandoned,
        CancellationToken cancellationToken
    )
    {
        // From here on changes are written to it as well; only then is Catalog read.
        await client.UpdateAliasesAsync(
            [.. abandoned.Select(AliasAction.RemoveIndex), AliasAction.Add(index, IndexState.BuildingAlias)],
            cancellationToken
        );
        var (products, renewed) = (0L, time.GetTimestamp());
        for (long? after = 0; after is not null; )
        {
            if (time.GetElapsedTime(renewed) > options.RebuildLease / 3)
                (lease, renewed) = (await RenewAsync(index, lease, cancellationToken), time.GetTimestamp());
            var run = await catalog.ReadAsync(after.Value, options.RebuildBatch, cancellationToken);
            await writer.WriteAsync(run.Items, [IndexState.BuildingAlias], Refresh.None, cancellationToken);
            products += run.Items.Count;
            after = run.Next;
        }
        return (products, lease);
    }

    private async Task<string> RenewAsync(string index, string lease, CancellationToken cancellationToken)
    {
        var next = IndexState.Lease(time.GetUtcNow() + options.RebuildLease);
        // Fails where another has taken over: then it has removed this index.
        await client.UpdateAliasesAsync([AliasAction.Add(index, next), AliasAction.Remove(index, lease)], cancellationToken);
        return next;
    }

    private async Task AbandonAsync(string index)
    {
        using var limit = new CancellationTokenSource(CleaningTime, time);
        try
        {
            await client.DeleteIndexAsync(index, limit.Token);
        }
        catch (Exception error)
            when (error is HttpRequestException or ElasticsearchException or OperationCanceledException or TimeoutException)
        {
            // The next one finds and removes it.
            LogLeft(index, error.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Index} holds {Products} products after {Seconds} s and takes the place of {Former}")]
    private partial void LogBuilt(string index, long products, double seconds, string former);

    [LoggerMessage(LogLevel.Warning, "{Index} is given up, and what was searched before stays: {Reason}")]
    private partial void LogFailed(string index, string reason);

    [LoggerMessage(LogLevel.Warning, "{Index} could not be removed, the next rebuild will do it: {Reason}")]
    private partial void LogLeft(string index, string reason);
}
