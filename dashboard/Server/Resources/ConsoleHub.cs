using System.Collections.Concurrent;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Resources;

/// <summary>
/// Follows what resources print, from the first time that somebody asks. The backlogs of resources that are begun together are interleaved by
/// their times; from then on lines stand in the order in which they came.
/// </summary>
public sealed class ConsoleHub(DashboardOptions options, ResourceBoard board, ChangeFeed feed, ILogger<ConsoleHub> logger)
    : IAsyncDisposable
{
    /// <summary>Lines kept of each resource; Aspire's dashboard keeps as many.</summary>
    public const int LinesPerResource = 10_000;

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, ConsoleFollower> followers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ConsoleRing> rings = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource stopping = new();
    private long newest;
    private bool followsAll;

    /// <summary>Lines of one resource by their numbers; they are followed from now on.</summary>
    public async Task<ConsolePage> ReadAsync(string resourceId, ConsoleQuery query, CancellationToken cancellationToken)
    {
        await FollowAsync([resourceId], cancellationToken);
        lock (gate)
        {
            return ConsoleReader.Read([rings[resourceId]], static entry => entry.Line.Line, query);
        }
    }

    /// <summary>Lines of all resources, interleaved, by the order in which they came.</summary>
    public async Task<ConsolePage> ReadAllAsync(ConsoleQuery query, CancellationToken cancellationToken)
    {
        if (!followsAll)
        {
            followsAll = true;
            board.Changed += FollowNew;
        }
        await FollowAsync([.. board.All.Where(HasConsole).Select(resource => resource.Id)], cancellationToken);
        lock (gate)
        {
            return ConsoleReader.Read([.. rings.Values], static entry => entry.Sequence, query);
        }
    }

    /// <summary>The lines around one, with <paramref name="each"/> on either side.</summary>
    public async Task<ConsolePage> AroundAsync(string? resourceId, long line, int each, CancellationToken cancellationToken)
    {
        var before = await (
            resourceId is null
                ? ReadAllAsync(new ConsoleQuery(Before: line + 1, Limit: each + 1), cancellationToken)
                : ReadAsync(resourceId, new ConsoleQuery(Before: line + 1, Limit: each + 1), cancellationToken)
        );
        var after = await (
            resourceId is null
                ? ReadAllAsync(new ConsoleQuery(After: line, Limit: each), cancellationToken)
                : ReadAsync(resourceId, new ConsoleQuery(After: line, Limit: each), cancellationToken)
        );
        return after with { Items = [.. before.Items, .. after.Items], Dropped = 0 };
    }

    public async ValueTask DisposeAsync()
    {
        board.Changed -= FollowNew;
        await stopping.CancelAsync();
        await Task.WhenAll(followers.Values.Select(follower => follower.Ended));
        stopping.Dispose();
    }

    private static bool HasConsole(ResourceSnapshot resource) => resource.Parameter is null;

    private void FollowNew(ResourceSnapshot changed)
    {
        if (HasConsole(changed) && !followers.ContainsKey(changed.Id))
        {
            _ = FollowAsync([changed.Id], stopping.Token);
        }
    }

    private async Task FollowAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (options.Host is not { } host)
        {
            lock (gate)
            {
                ids.ToList().ForEach(id => rings.TryAdd(id, new ConsoleRing(LinesPerResource)));
            }
            return;
        }
        var begun = new List<ConsoleFollower>();
        var under = new List<ConsoleFollower>();
        foreach (var id in ids)
        {
            var mine = new ConsoleFollower(id, host, Append, logger);
            var theirs = followers.GetOrAdd(id, mine);
            (theirs == mine ? begun : under).Add(theirs);
        }
        begun.ForEach(follower => follower.Begin(stopping.Token));
        var backlogs = await Task.WhenAll(begun.Select(follower => follower.Backlog));
        lock (gate)
        {
            foreach (var follower in begun)
            {
                rings[follower.ResourceId] = new ConsoleRing(LinesPerResource);
            }
            // A line without a time stands with the one before it.
            var entries = begun.Zip(backlogs).SelectMany(pair => Timed(pair.First.ResourceId, pair.Second)).OrderBy(entry => entry.At);
            foreach (var (_, id, line) in entries)
            {
                rings[id].Append(new ConsoleEntry(++newest, id, line));
            }
        }
        begun.ForEach(follower => follower.GoOn());
        await Task.WhenAll(under.Select(follower => follower.Taken)).WaitAsync(cancellationToken);
    }

    private static IEnumerable<(DateTimeOffset At, string Id, ConsoleLine Line)> Timed(string id, IReadOnlyList<ConsoleLine> lines)
    {
        var last = DateTimeOffset.MinValue;
        foreach (var line in lines)
        {
            last = line.At is { } at && at > last ? at : last;
            yield return (last, id, line);
        }
    }

    private void Append(string id, IReadOnlyList<ConsoleLine> lines)
    {
        lock (gate)
        {
            var ring = rings[id];
            foreach (var line in lines)
            {
                ring.Append(new ConsoleEntry(++newest, id, line));
            }
        }
        feed.Changed(Topic.Console);
    }
}
