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
