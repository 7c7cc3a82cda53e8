using System.Collections.Concurrent;
using Platform.Dashboard.Resources;

namespace Platform.Dashboard.Insight;

/// <summary>Whose address a span's peer is. Knows the graph's endpoints, and what traces have taught: an address whose calls arrived at a service.</summary>
public sealed class PeerResolver
{
    private readonly ConcurrentDictionary<string, string> byAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> taught = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
    private int version;

    public PeerResolver() { }

    /// <summary>For an old run: addresses may have changed hands since, so only names are taken over; its own traces teach the rest.</summary>
    internal PeerResolver(PeerResolver other)
    {
        names = new(other.names, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Counts what has been learned, for whoever remembers answers.</summary>
    public int Version => Volatile.Read(ref version);

    /// <summary>The resource behind "host:port"; null where nobody knows.</summary>
    public string? Resolve(string peer)
    {
        if (peer.Length == 0)
        {
            return null;
        }
        var (host, port) = Split(peer);
        if (port is not null && byAddress.TryGetValue(Address(host, port), out var owner))
        {
            return owner;
        }
        if (taught.TryGetValue(peer, out owner))
        {
            return owner;
        }
        // Names are addresses where services find one another by name, as in containers.
        return names.GetValueOrDefault(host);
    }

    /// <summary>Takes the addresses of a resource. They stay known when it stops: its last callers are still telling of them.</summary>
    public void Update(ResourceSnapshot snapshot)
    {
        var changed = Set(names, snapshot.Name, snapshot.Name);
        foreach (var endpoint in snapshot.Endpoints)
        {
            changed |= Set(byAddress, Address(endpoint.Host, $"{endpoint.Port}"), snapshot.Name);
            if (endpoint.TargetPort is { } target)
            {
                changed |= Set(byAddress, Address(endpoint.Host, $"{target}"), snapshot.Name);
            }
        }
        if (changed)
        {
            Interlocked.Increment(ref version);
        }
    }

    /// <summary>A call to the address was answered by the service.</summary>
    public void Learn(string peer, string service)
    {
        if (Set(taught, peer, service))
        {
            Interlocked.Increment(ref version);
        }
    }

    private static bool Set(ConcurrentDictionary<string, string> table, string key, string value)
    {
        if (table.TryGetValue(key, out var known) && known == value)
        {
            return false;
        }
        table[key] = value;
        return true;
    }

    private static string Address(string host, string port) =>
        host.Trim('[', ']') switch
        {
            "localhost" or "127.0.0.1" or "::1" or "0.0.0.0" or "::" or "*" or "+" or "" => $"localhost:{port}",
            var local when local.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) => $"localhost:{port}",
            var other => $"{other}:{port}",
        };

    private static (string Host, string? Port) Split(string peer)
    {
        var colon = peer.LastIndexOf(':');
        return colon > 0 && !peer.EndsWith(']') && peer.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9') is false
            ? (peer[..colon], peer[(colon + 1)..])
            : (peer, null);
    }
}
