namespace Platform.Hosting.Deployment;

/// <summary>Who runs a store, and how large it is.</summary>
public sealed record StoreIntent(Realization Realization)
{
    /// <summary>Default 1.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>Of each instance's volume, as Kubernetes' quantity. Default <c>10Gi</c>.</summary>
    public string Storage { get; init; } = "10Gi";

    /// <summary>Null: the cluster's default.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Whether clients speak TLS to it. Default: by the realization, all but <see cref="Realization.Plain"/> do.</summary>
    public bool? Tls { get; init; }

    /// <summary>The server's image where an operator runs it; default one of the operator's project with the version that the graph has.</summary>
    public string? Image { get; init; }

    /// <summary>The server's own settings by their names: <c>max_connections</c>, <c>maxmemory-policy</c>, <c>min.insync.replicas</c> …</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Managed and external: where it lives, as address ranges; traffic to elsewhere is denied.</summary>
    public IReadOnlyList<string> AddressRanges { get; init; } = [];

    /// <summary>Managed and external: the port. Default the protocol's own with TLS as chosen.</summary>
    public int? Port { get; init; }

    /// <summary>Managed and external: whether its certificate is signed by an authority of its own, which the deployment gives. Default: PostgreSQL's is.</summary>
    public bool? PrivateAuthority { get; init; }
}

/// <summary>Ways to have a store.</summary>
public enum Realization
{
    /// <summary>One container with a volume.</summary>
    Plain,

    /// <summary>A cluster that an operator runs: CloudNativePG, Strimzi, the Redis operator, ECK.</summary>
    Operator,

    /// <summary>A service of the cloud that the target stands in.</summary>
    Managed,

    /// <summary>Somebody else's: address and credentials are parameters.</summary>
    External,
}
