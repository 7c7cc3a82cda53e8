namespace Platform.Hosting;

/// <summary>What an integration tells the engine of a resource; one record for each kind, all values resolved.</summary>
public abstract record EngineSettings;

/// <summary>A PostgreSQL server.</summary>
/// <param name="UserName">The superuser.</param>
/// <param name="Password">Its password; the engine sets it at each start, so a kept data directory follows a changed password.</param>
public sealed record PostgresSettings(string UserName, string Password) : EngineSettings
{
    /// <summary>Databases that exist once the server is ready.</summary>
    public IReadOnlyList<PostgresDatabase> Databases { get; init; } = [];

    /// <summary>Files run once on a fresh data directory, in order (<c>/docker-entrypoint-initdb.d</c>): absolute paths of <c>.sql</c> and <c>.sh</c> files.</summary>
    public IReadOnlyList<string> InitFiles { get; init; } = [];
}

/// <summary>A database of a PostgreSQL server.</summary>
/// <param name="Name">The database's name.</param>
/// <param name="CreationScript">SQL that creates it; null for <c>CREATE DATABASE "name"</c>.</param>
public sealed record PostgresDatabase(string Name, string? CreationScript = null);

/// <summary>A Redis server.</summary>
/// <param name="Password">The password clients must give; null for none.</param>
public sealed record RedisSettings(string? Password) : EngineSettings
{
    /// <summary>Snapshot when <c>KeysChanged</c> keys changed within <c>Interval</c>; null for no persistence.</summary>
    public (TimeSpan Interval, long KeysChanged)? Persistence { get; init; }
}

/// <summary>A Kafka broker.</summary>
public sealed record KafkaSettings : EngineSettings
{
    /// <summary>One for each endpoint.</summary>
    public IReadOnlyList<KafkaListenerAddress> Listeners { get; init; } = [];

    /// <summary>Topics that exist once the broker is ready.</summary>
    public IReadOnlyList<KafkaTopic> Topics { get; init; } = [];

    /// <summary>Configurations of the broker by Kafka's names: <c>group.min.session.timeout.ms</c>.</summary>
    public IReadOnlyDictionary<string, string> Configs { get; init; } = new Dictionary<string, string>();
}

/// <summary>Where clients that came by a listener are sent: its proxy's address.</summary>
/// <param name="Name">The endpoint's name, under which the request has the port to listen on.</param>
public sealed record KafkaListenerAddress(string Name, string AdvertisedHost, int AdvertisedPort);

/// <summary>A topic of a Kafka broker.</summary>
/// <param name="Configs">By Kafka's names: <c>retention.ms</c>.</param>
public sealed record KafkaTopic(string Name, int Partitions, IReadOnlyDictionary<string, string> Configs);

/// <summary>An object store that speaks S3.</summary>
public sealed record ObjectStorageSettings(string AccessKey, string SecretKey) : EngineSettings
{
    public string Region { get; init; } = "us-east-1";

    /// <summary>The address that clients use, its proxy's; null where nobody said.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Buckets that exist once the store is ready.</summary>
    public IReadOnlyList<string> Buckets { get; init; } = [];
}

/// <summary>An Elasticsearch node that is a cluster of its own.</summary>
/// <param name="Password">Of the user <c>elastic</c>; null: nobody is asked who they are.</param>
public sealed record ElasticsearchSettings(string? Password) : EngineSettings
{
    public string ClusterName { get; init; } = "docker-cluster";

    public string NodeName { get; init; } = "node-1";

    /// <summary>Bytes that documents and indices may take in memory; null for the engine's own limit.</summary>
    public long? MemoryBudget { get; init; }

    /// <summary>The address that clients use, its proxy's; null where nobody said.</summary>
    public string? Endpoint { get; init; }
}
