namespace Platform.Engines.Kafka.Server;

/// <summary>How many bytes of requests may be in memory at once, over all connections. Who asks for more waits in line. Thread-safe.</summary>
/// <param name="limit">A single request of this size or more has the budget for itself.</param>
internal sealed class MemoryBudget(long limit)
{
    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _line = [];
    private long _used;

    public long Used
    {
        get
        {
            lock (_lock)
            {
                return _used;
            }
        }
    }

    public ValueTask TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        TaskCompletionSource admitted;
        lock (_lock)
        {
            if (_line.Count == 0 && Fits(bytes))
            {
                _used += bytes;
                return ValueTask.CompletedTask;
            }

            admitted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _line.Enqueue(new Waiting(bytes, admitted));
        }

        return new ValueTask(WaitAsync(admitted, cancellationToken));
    }

    public void Return(long bytes)
    {
        lock (_lock)
        {
            _used -= bytes;
            while (_line.TryPeek(out var next) && (next.Admitted.Task.IsCanceled || Fits(next.Bytes)))
            {
                _line.Dequeue();
                if (next.Admitted.TrySetResult())
                {
                    _used += next.Bytes;
                }
            }
        }
    }

    private sealed record Waiting(long Bytes, TaskCompletionSource Admitted);

    private bool Fits(long bytes) => _used == 0 || _used + bytes <= limit;

    private async Task WaitAsync(TaskCompletionSource admitted, CancellationToken cancellationToken)
    {
        await using var cancelled = cancellationToken.Register(() =>
        {
            if (admitted.TrySetCanceled(cancellationToken))
            {
                // One that gave up at the head of the line must not hold up the others.
                Return(0);
            }
        });
        await admitted.Task;
    }
}
