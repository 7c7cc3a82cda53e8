using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The last lines of one instance's log, and those who follow it. A slow follower holds up nobody: it misses what the ring forgot.</summary>
internal sealed class ResourceLog(int capacity = ResourceLog.DefaultCapacity)
{
    /// <summary>Lines kept; Aspire's dashboard keeps as many.</summary>
    public const int DefaultCapacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly List<Channel<bool>> _followers = [];
    private int _lastNumber;
    private bool _completed;

    public event Action<bool>? FollowersChanged;

    public bool HasFollowers
    {
        get
        {
            lock (_lock)
            {
                return _followers.Count > 0;
            }
        }
    }

    public void Append(string content, bool isError)
    {
        lock (_lock)
        {
            _completed = false;
            _lines.Enqueue(new LogLine(++_lastNumber, content, isError));
            if (_lines.Count > capacity)
            {
                _lines.Dequeue();
            }
            Wake();
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            Wake();
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _lines.Clear();
        }
    }

    public IReadOnlyList<LogLine> Snapshot()
    {
        lock (_lock)
        {
            return [.. _lines];
        }
    }

    /// <summary>The backlog, then every batch of new lines, until the log completes.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> FollowAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var seen = 0;
        Follow(wake);
        try
        {
            while (true)
            {
                var (batch, ended) = Since(seen);
                if (batch.Count > 0)
                {
                    seen = batch[^1].LineNumber;
                    yield return batch;
                    continue;
                }
                if (ended)
                {
                    yield break;
                }
                await wake.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Unfollow(wake);
        }
    }

    private (IReadOnlyList<LogLine> Lines, bool Ended) Since(int number)
    {
        lock (_lock)
        {
            var missing = Math.Min(_lastNumber - number, _lines.Count);
            return (missing == 0 ? [] : [.. _lines.Skip(_lines.Count - missing)], _completed);
        }
    }

    private void Wake()
    {
        foreach (var follower in _followers)
        {
            follower.Writer.TryWrite(true);
        }
    }

    private void Follow(Channel<bool> wake)
    {
        bool first;
        lock (_lock)
        {
            _followers.Add(wake);
            first = _followers.Count == 1;
        }
        if (first)
        {
            FollowersChanged?.Invoke(true);
        }
    }

    private void Unfollow(Channel<bool> wake)
    {
        bool last;
        lock (_lock)
        {
            _followers.Remove(wake);
            last = _followers.Count == 0;
        }
        if (last)
        {
            FollowersChanged?.Invoke(false);
        }
    }
}
