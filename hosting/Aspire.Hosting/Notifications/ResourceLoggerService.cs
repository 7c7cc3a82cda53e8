using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.Run;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The logs of resources: what they print, and what the host says of them.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<LogSubscriber>> _subscriberWatchers = [];
    private readonly CancellationTokenSource _disposing = new();

    internal TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>A logger whose messages become lines of the resource's log.</summary>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceLogger(resource.GetInstanceIds().Select(GetLog).ToArray(), () => TimeProvider.GetUtcNow());
    }

    /// <summary>A logger for the resource, or instance, of that name.</summary>
    public ILogger GetLogger(string resourceName)
    {
        ArgumentException.ThrowIfNullOrEmpty(resourceName);
        return new ResourceLogger([GetLog(resourceName)], () => TimeProvider.GetUtcNow());
    }

    /// <summary>The backlog and then new lines, of all the resource's instances, until they are complete.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var ids = resource.GetInstanceIds();
        return ids.Length == 1 ? WatchAsync(ids[0]) : Merge(ids);
    }

    /// <summary>The backlog and then new lines of one instance, until it is complete.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => Follow(GetLog(resourceName));

    /// <summary>The lines so far of all the resource's instances.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Snapshots(resource.GetInstanceIds());
    }

    /// <summary>The lines so far.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName) => Snapshots([resourceName]);

    /// <summary>Tells, for each log, when its first follower comes and its last one goes.</summary>
    public async IAsyncEnumerable<LogSubscriber> WatchAnySubscribersAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var channel = Channel.CreateUnbounded<LogSubscriber>();
        lock (_subscriberWatchers)
        {
            _subscriberWatchers.Add(channel);
            foreach (var (name, log) in _logs.Where(l => l.Value.HasFollowers))
            {
                channel.Writer.TryWrite(new LogSubscriber(name, true));
            }
        }
        try
        {
            await foreach (var subscriber in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return subscriber;
            }
        }
        finally
        {
            lock (_subscriberWatchers)
            {
                _subscriberWatchers.Remove(channel);
            }
        }
    }

    /// <summary>Says that no more lines come: those who watch see the end.</summary>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        foreach (var id in resource.GetInstanceIds())
        {
            Complete(id);
        }
    }

    /// <inheritdoc cref="Complete(IResource)"/>
    public void Complete(string name) => GetLog(name).Complete();

    /// <summary>Forgets the lines so far.</summary>
    public void ClearBacklog(string resourceName) => GetLog(resourceName).Clear();

    /// <inheritdoc />
    public void Dispose()
    {
        _disposing.Cancel();
        GC.SuppressFinalize(this);
    }

    internal ResourceLog GetLog(string instanceId) =>
        _logs.GetOrAdd(
            instanceId,
            id =>
            {
                var log = new ResourceLog();
                log.FollowersChanged += any => Tell(new LogSubscriber(id, any));
                return log;
            }
        );

    /// <summary>Appends a line a resource printed, with the time it came.</summary>
    internal void Append(string instanceId, string line, bool isError) =>
        GetLog(instanceId).Append(ResourceLogger.Stamp(TimeProvider.GetUtcNow(), line), isError);

    private void Tell(LogSubscriber subscriber)
    {
        lock (_subscriberWatchers)
        {
            foreach (var watcher in _subscriberWatchers)
            {
                watcher.Writer.TryWrite(subscriber);
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> Follow(
        ResourceLog log,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        await using var lines = log.FollowAsync(either.Token).GetAsyncEnumerator(either.Token);
        while (true)
        {
            try
            {
                if (!await lines.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The service is disposed: the end of every log.
                yield break;
            }
            yield return lines.Current;
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> Merge(
        IEnumerable<string> ids,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var merged = Channel.CreateBounded<IReadOnlyList<LogLine>>(16);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pumps = Task.WhenAll(ids.Select(Pump));
        _ = pumps.ContinueWith(ended => merged.Writer.TryComplete(ended.Exception?.InnerException), TaskScheduler.Default);
        try
        {
            await foreach (var batch in merged.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return batch;
            }
        }
        finally
        {
            await stopping.CancelAsync().ConfigureAwait(false);
        }

        async Task Pump(string id)
        {
            await foreach (var batch in Follow(GetLog(id), stopping.Token).ConfigureAwait(false))
            {
                await merged.Writer.WriteAsync(batch, stopping.Token).ConfigureAwait(false);
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> Snapshots(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            var lines = GetLog(id).Snapshot();
            if (lines.Count > 0)
            {
                yield return lines;
            }
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }
}
