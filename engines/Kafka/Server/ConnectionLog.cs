using System.Collections.Concurrent;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Server;

/// <summary>Every kind of request that was seen, each once: what clients call is known, not guessed. Thread-safe, bounded.</summary>
public sealed class ConnectionLog
{
    private const int Limit = 10_000;

    private readonly ConcurrentDictionary<SeenRequest, byte> _seen = [];

    public IReadOnlyCollection<SeenRequest> Seen => [.. _seen.Keys];

    internal void Add(SeenRequest request)
    {
        if (_seen.Count < Limit)
        {
            _seen.TryAdd(request, 0);
        }
    }
}

/// <summary>A kind of request by a kind of client.</summary>
/// <param name="Software">As ApiVersions v3 told, e.g. <c>librdkafka 2.15.1</c>; empty for clients that do not tell.</param>
/// <param name="Served">False: not advertised, and the connection was closed.</param>
public readonly record struct SeenRequest(string Software, string ClientId, ApiKey Key, short Version, bool Served);
