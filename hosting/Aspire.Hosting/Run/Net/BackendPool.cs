using System.Net;

namespace Aspire.Hosting.Run.Net;

/// <summary>The addresses behind a proxy and how many connections each has. Takes turns.</summary>
internal sealed class BackendPool
{
    private readonly Lock gate = new();
    private readonly Dictionary<IPEndPoint, Backend> known = [];
    private Backend[] active = [];
    private uint turn;

    /// <summary>Replaces the list. Connections to an address that is no longer on it go on.</summary>
    public void Set(IEnumerable<IPEndPoint> addresses)
    {
        lock (gate)
        {
            active = [.. addresses.Distinct().Select(Get)];
            foreach (var backend in known.Values.Where(backend => backend.Connections == 0).Except(active).ToList())
            {
                known.Remove(backend.Address);
            }
        }
    }

    /// <summary>Addresses that get new connections.</summary>
    public IReadOnlyList<IPEndPoint> Active
    {
        get
        {
            lock (gate)
            {
                return [.. active.Select(backend => backend.Address)];
            }
        }
    }

    /// <summary>Counts a connection to the next backend that was not tried; null when there is none.</summary>
    public Backend? Take(IReadOnlyCollection<Backend>? tried)
    {
        lock (gate)
        {
            for (var i = 0; i < active.Length; i++)
            {
                var backend = active[turn++ % (uint)active.Length];
                if (tried is null || !tried.Contains(backend))
                {
                    backend.Connections++;
                    return backend;
                }
            }

            return null;
        }
    }

    public void Return(Backend backend)
    {
        lock (gate)
        {
            if (--backend.Connections == 0)
            {
                backend.Idle?.TrySetResult();
                backend.Idle = null;
                if (!active.Contains(backend))
                {
                    known.Remove(backend.Address);
                }
            }
        }
    }

    /// <summary>Completes when no connection to the address is left.</summary>
    public Task WhenIdle(IPEndPoint address)
    {
        lock (gate)
        {
            return known.TryGetValue(address, out var backend) && backend.Connections > 0
                ? (backend.Idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task
                : Task.CompletedTask;
        }
    }

    private Backend Get(IPEndPoint address)
    {
        if (!known.TryGetValue(address, out var backend))
        {
            known[address] = backend = new Backend(address);
        }

        return backend;
    }

    internal sealed class Backend(IPEndPoint address)
    {
        public IPEndPoint Address => address;

        public int Connections { get; set; }

        public TaskCompletionSource? Idle { get; set; }
    }
}
