using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>An image. Those that are built from this repository have a project or a Dockerfile; others are named in full.</summary>
/// <param name="Repository">Without registry where the image is ours: <c>open-market/gateway</c>.</param>
public sealed record ImageReference(string Repository, string? Tag, string? Digest = null)
{
    /// <summary>Whether this repository builds it.</summary>
    public bool IsOurs { get; init; }

    public override string ToString() =>
        Digest is { } digest ? $"{Repository}@{digest}"
        : Tag is { } tag ? $"{Repository}:{tag}"
        : Repository;
}

/// <summary>A variable of the environment.</summary>
public sealed record EnvironmentEntry(string Name, DeployedValue Value);

/// <summary>A port that a workload listens on.</summary>
/// <param name="Name">As the graph names the endpoint.</param>
/// <param name="Scheme">http, https, tcp, udp, grpc …</param>
/// <param name="IsExternal">Whether the graph shows it outside.</param>
/// <param name="HostPort">The documented port outside; null: the target chooses.</param>
public sealed record WorkloadPort(string Name, int Number, string Scheme, bool IsExternal = false, int? HostPort = null);

/// <summary>A directory that outlives the instance, or one of the machine's.</summary>
public sealed record WorkloadVolume(string Name, string Path, bool IsReadOnly = false, string? HostPath = null);

/// <summary>What must have come so far before a workload starts.</summary>
public sealed record StartDependency(string Name, StartCondition Condition);

/// <summary>How far the other must have come.</summary>
public enum StartCondition
{
    Started,
    Healthy,
    Completed,
}

/// <summary>A reference to a store, or to a database in it.</summary>
/// <param name="Name">The connection's name: <c>usersdb</c>.</param>
/// <param name="Store">The store that serves it: <c>postgres</c>.</param>
/// <param name="Child">The database; null: the store itself.</param>
/// <param name="Variable">The variable that carries the connection string: <c>ConnectionStrings__usersdb</c>.</param>
/// <param name="Properties">Variables of single properties that the graph sets: <c>USERSDB_HOST</c> → <c>Host</c>.</param>
public sealed record ConnectionUse(
    string Name,
    string Store,
    string? Child,
    string Variable,
    IReadOnlyDictionary<string, string> Properties
)
{
    public IReadOnlyList<TopicUse> Topics { get; init; } = [];
    public IReadOnlyList<BucketUse> Buckets { get; init; } = [];
}
