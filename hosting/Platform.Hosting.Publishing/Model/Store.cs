using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>A server that keeps data.</summary>
public sealed record Store(string Name, IResource Resource, Stage Stage, StoreKind Kind) : Component(Name, Resource, Stage)
{
    /// <summary>The image of the plain realization, as the graph has it.</summary>
    public required ImageReference Image { get; init; }
    public StoreIntent Realization => Intent<StoreIntent>() ?? new(Deployment.Realization.Plain);
    public Backup? Backup => Intent<Backup>();
    public ComputeResources Resources { get; init; } = ComputeDefaults.Resources;

    /// <summary>Databases, with the workload that owns each: it alone gets a role there.</summary>
    public IReadOnlyList<StoreDatabase> Databases { get; init; } = [];
    public IReadOnlyList<StoreTopic> Topics { get; init; } = [];
    public IReadOnlyList<string> Buckets { get; init; } = [];

    /// <summary>The parameters that hold the administrator's credentials in the graph.</summary>
    public string? UserParameter { get; init; }
    public string? PasswordParameter { get; init; }

    /// <summary>Whether the graph keeps its data from run to run.</summary>
    public bool IsPersistent { get; init; }
}

/// <summary>Kinds of stores.</summary>
public enum StoreKind
{
    PostgreSql,
    Redis,
    Kafka,
    Elasticsearch,
    S3,
}

/// <param name="Name">The resource's name, as connections have it: <c>usersdb</c>.</param>
/// <param name="DatabaseName">The database's own name.</param>
/// <param name="Owners">The workloads that reference it.</param>
public sealed record StoreDatabase(string Name, string DatabaseName, IReadOnlyList<string> Owners);

public sealed record StoreTopic(string Name, int Partitions, IReadOnlyDictionary<string, string> Configs)
{
    public IReadOnlyList<string> Writers { get; init; } = [];
    public IReadOnlyList<string> Readers { get; init; } = [];
}
