using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Terminal;

/// <summary>An instance as it was last seen.</summary>
/// <param name="Since">When it came into its state.</param>
internal sealed record InstanceView(ResourceEvent Event, DateTimeOffset Since)
{
    public string Id => Event.ResourceId;

    public IResource Resource => Event.Resource;

    public CustomResourceSnapshot Snapshot => Event.Snapshot;

    public string? State => Snapshot.State?.Text;
}

/// <summary>What the notifications have told so far: every instance, the timeline of the start, the verdict on the whole. For one reader.</summary>
internal sealed class GraphProgress(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    StartSignal start,
    TimeProvider time
)
{
    private readonly Dictionary<string, InstanceView> _instances = new(StringComparer.OrdinalIgnoreCase);
    private int? _expected;

    public IReadOnlyDictionary<string, InstanceView> Instances => _instances;

    public StartupTimeline Timeline { get; } = new(time.GetUtcNow());

    public GraphVerdict Verdict { get; private set; } = GraphVerdict.Starting;

    /// <summary>True as soon as something is started or over: from here on nothing is delayed by showing it.</summary>
    public bool HasLaunched { get; private set; }

    /// <summary>Changes of state, and null once for the moment at which all has been launched.</summary>
    public async IAsyncEnumerable<ResourceEvent?> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var merged = Channel.CreateUnbounded<ResourceEvent?>(new UnboundedChannelOptions { SingleReader = true });
        _ = start.Launched.ContinueWith(_ => merged.Writer.TryWrite(null), TaskScheduler.Default);
        var pump = PumpAsync();
        await foreach (var changed in merged.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return changed;
        }
        await pump.ConfigureAwait(false);

        async Task PumpAsync()
        {
            try
            {
                await foreach (var changed in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
                {
                    merged.Writer.TryWrite(changed);
                }
            }
            catch (OperationCanceledException)
            {
                // The application stops.
            }
            merged.Writer.TryComplete();
        }
    }

    /// <summary>Takes in what was watched; returns the instance as it was before.</summary>
    public InstanceView? Apply(ResourceEvent? changed)
    {
        InstanceView? before = null;
        if (changed is null)
        {
            _expected = model.Resources.Where(r => notifications.TryGetCurrentState(r.Name, out _)).Sum(Replicas);
        }
        else
        {
            var now = time.GetUtcNow();
            var since = _instances.TryGetValue(changed.ResourceId, out before) && before.State == changed.Snapshot.State?.Text;
            _instances[changed.ResourceId] = new InstanceView(changed, since ? before!.Since : now);
            Timeline.Record(changed, now);
            HasLaunched |= changed.Snapshot.State?.Text is { } state && IsLaunched(state);
        }
        HasLaunched |= _expected is not null;
        Verdict = Judge();
        return before;
    }

    private GraphVerdict Judge()
    {
        var verdict = Terminal.Verdict.Of(_instances.Values.Select(i => i.Event));
        return verdict == GraphVerdict.Healthy && !(_instances.Count >= _expected) ? GraphVerdict.Starting : verdict;
    }

    private static bool IsLaunched(string state) =>
        state == KnownResourceStates.Running || state == KnownResourceStates.Finished || state == KnownResourceStates.FailedToStart;

    private static int Replicas(IResource resource) =>
        Math.Max(1, resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1);
}
