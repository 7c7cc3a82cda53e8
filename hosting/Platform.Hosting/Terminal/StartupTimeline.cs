using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Hosting.Terminal;

/// <summary>When an instance came from one state of its start to the next, since the start of the graph; null where it did not.</summary>
internal sealed record StartupSpan(string Id, IResource Resource)
{
    public TimeSpan? Waiting { get; init; }

    public TimeSpan? Starting { get; init; }

    public TimeSpan? Running { get; init; }

    public TimeSpan? Healthy { get; init; }

    public TimeSpan? Failed { get; init; }

    /// <summary>The first thing it did.</summary>
    public TimeSpan Begin => Waiting ?? Starting ?? Running ?? Healthy ?? Failed ?? TimeSpan.Zero;

    /// <summary>When its start was over, well or not; null while it lasts.</summary>
    public TimeSpan? End => Healthy ?? Failed;

    /// <summary>How long it waited for others.</summary>
    public TimeSpan Waited => Waiting is { } waiting ? (Starting ?? End ?? waiting) - waiting : TimeSpan.Zero;
}

/// <summary>A step of the chain that took longest, and what it added.</summary>
internal sealed record ChainLink(string Name, TimeSpan Took);

/// <summary>Where the time of a start goes: read from the states, frozen once the start is over.</summary>
internal sealed class StartupTimeline(DateTimeOffset began)
{
    private readonly Dictionary<string, StartupSpan> _spans = new(StringComparer.OrdinalIgnoreCase);
    private bool _concluded;

    /// <summary>What was started, in the order in which the starts began.</summary>
    public IReadOnlyList<StartupSpan> Spans =>
        [
            .. _spans
                .Values.OrderBy(s => s.Starting ?? s.Begin)
                .ThenBy(s => s.End ?? TimeSpan.MaxValue)
                .ThenBy(s => s.Id, StringComparer.Ordinal),
        ];

    /// <summary>Until the last of them was healthy, or failed.</summary>
    public TimeSpan Total => _spans.Values.Max(s => s.End) ?? TimeSpan.Zero;

    public void Record(ResourceEvent changed, DateTimeOffset now)
    {
        var state = changed.Snapshot.State?.Text;
        if (_concluded || state is null || changed.Snapshot.IsHidden || changed.Resource is IResourceWithoutLifetime)
        {
            return;
        }
        var at = now - began;
        var span = _spans.GetValueOrDefault(changed.ResourceId) ?? new StartupSpan(changed.ResourceId, changed.Resource);
        var next = span.End is null ? Advance(span, state, changed, at) : span;
        if (next != span)
        {
            _spans[changed.ResourceId] = next;
        }
    }

    /// <summary>The start is over: a later restart is not part of it.</summary>
    public void Conclude() => _concluded = true;

    /// <summary>From the one that was ready last back through what it waited for: the links add up to <see cref="Total"/>.</summary>
    public IReadOnlyList<ChainLink> LongestChain()
    {
        var chain = new List<StartupSpan>();
        var current = _spans.Values.Where(s => s.End is not null).MaxBy(s => s.End);
        while (current is not null && !chain.Contains(current))
        {
            chain.Insert(0, current);
            current = LastDependency(current);
        }
        if (chain.Count == 0)
        {
            return [];
        }
        var links = new List<ChainLink> { new("host", chain[0].Begin) };
        var before = chain[0].Begin;
        foreach (var span in chain)
        {
            links.Add(new ChainLink(span.Id, span.End!.Value - before));
            before = span.End!.Value;
        }
        return links;
    }

    /// <summary>What it waited for, of that the last to be ready.</summary>
    public StartupSpan? LastDependency(StartupSpan span) =>
        _spans
            .Values.Where(other => other.End is not null && other.End <= span.End && NeededBy(span.Resource).Contains(other.Resource))
            .MaxBy(other => other.End);

    private static HashSet<IResource> NeededBy(IResource resource)
    {
        var needed = resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource).ToHashSet();
        if (resource is IResourceWithParent { Parent: var parent })
        {
            needed.Add(parent);
        }
        return needed;
    }

    private static StartupSpan Advance(StartupSpan span, string state, ResourceEvent changed, TimeSpan at)
    {
        if (state == KnownResourceStates.Waiting)
        {
            return span with { Waiting = span.Waiting ?? at };
        }
        if (state == KnownResourceStates.Starting)
        {
            return span with { Starting = span.Starting ?? at };
        }
        if (state == KnownResourceStates.Running)
        {
            span = span with { Running = span.Running ?? at };
            return changed.Snapshot.HealthStatus is null or HealthStatus.Healthy ? span with { Healthy = at } : span;
        }
        if (Verdict.Of(changed) == GraphVerdict.Failed)
        {
            return span with { Failed = at };
        }
        return state == KnownResourceStates.Finished || state == KnownResourceStates.Exited ? span with { Healthy = at } : span;
    }
}
