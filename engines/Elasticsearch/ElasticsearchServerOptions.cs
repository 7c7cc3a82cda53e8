using Microsoft.Extensions.Logging;

namespace Platform.Engines.Elasticsearch;

/// <summary>What an <see cref="ElasticsearchServer"/> is started with.</summary>
public sealed record ElasticsearchServerOptions
{
    /// <summary>Where the documents are kept; created where it is missing, held by one server at a time.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>On 127.0.0.1 and, where there is one, [::1]; 0 takes any free one, see <see cref="ElasticsearchServer.Port"/>.</summary>
    public int Port { get; init; }

    /// <summary>Of the user <c>elastic</c>; null: nobody is asked who they are.</summary>
    public string? Password { get; init; }

    /// <summary>Bytes that documents and indices may take in memory; what would go beyond is answered 429 <c>circuit_breaking_exception</c>.</summary>
    public long MemoryBudget { get; init; } = 512L << 20;

    public string ClusterName { get; init; } = "docker-cluster";

    public string NodeName { get; init; } = "node-1";

    public ILogger? Logger { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
