namespace Platform.Engines.Kafka.Logs;

/// <summary>Fetches that wait for an append, without a thread. Thread-safe.</summary>
internal sealed class Purgatory
{
    private readonly Lock _lock = new();
    private readonly HashSet<Waiter> _waiters = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiters.Count;
            }
        }
    }

    public void Add(Waiter waiter)
    {
        lock (_lock)
        {
            _waiters.Add(waiter);
        }
    }

    public void Remove(Waiter waiter)
    {
        lock (_lock)
        {
            _waiters.Remove(waiter);
        }
    }

    /// <summary>Wakes everyone; each looks for itself whether it has enough now.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            foreach (var waiter in _waiters)
            {
                waiter.Signal();
            }
        }
    }

    /// <summary>One fetch, which may stand in the purgatories of many partitions.</summary>
    internal sealed class Waiter
    {
        private TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Signal() => Volatile.Read(ref _signal).TrySetResult();

        /// <summary>From here on signals count for the next wait. Call it before looking, so that none is lost.</summary>
        public void Rearm()
        {
            if (_signal.Task.IsCompleted)
            {
                Volatile.Write(ref _signal, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }
        }

        /// <summary>False where the time is over before a signal came.</summary>
        public async ValueTask<bool> WaitAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
        {
            try
            {
                await _signal.Task.WaitAsync(time, clock, cancellationToken);
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }
}
