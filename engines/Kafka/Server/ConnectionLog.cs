using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Server;

/// <summary>Every kind of request that was seen, each once: what clients call is known, not guessed. Thread-safe, bounded.</summary>
public sealed class ConnectionLog
{
    private const int Limit = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<SeenRequest> _seen = [];

    public IReadOnlyCollection<SeenRequest> Seen
    {
        get
        {
            lock (_lock)
            {
                return [.. _seen];
            }
        }
    }

    internal void Add(SeenRequest request)
    {
        lock (_lock)
        {
            if (_seen.Count < Limit)
            {
                _seen.Add(request);
            }
        }
    }
}

/// <summary>A kind of request by a kind of client.</summary>
/// <param name="Software">As ApiVersions v3 told, e.g. <c>librdkafka 2.15.1</c>; empty for clients that do not tell.</param>
/// <param name="Served">False: not advertised, and the connection was closed.</param>
public sealed record SeenRequest(string Software, string ClientId, ApiKey Key, short Version, bool Served);
