namespace Platform.Dashboard.Resources;

/// <summary>CPU in cores (1.5 is one and a half), memory in bytes; of the resource's process and all that it started.</summary>
public sealed record ResourceUsage(double Cpu, long Memory, int Processes, DateTimeOffset At);

/// <param name="Cores">The machine's processors: what a usage in cores is a share of.</param>
/// <param name="Memory">The machine's memory in bytes; null where it cannot be told.</param>
public sealed record ResourceList(IReadOnlyList<ResourceRow> Items, int Cores, long? Memory);

/// <summary>What table and graph need of a resource: its snapshot without environment, properties and volumes.</summary>
/// <param name="Replicas">How many instances bear its name, itself counted.</param>
/// <param name="References">Resources that it refers to, waits for or belongs to.</param>
/// <param name="ReferencedBy">The same the other way round.</param>
/// <param name="Usage">Null where it has no process of its own, or nobody has looked long enough.</param>
/// <param name="Errors">Error logs of its name since the dashboard began: a page subtracts those it has shown.</param>
public sealed record ResourceRow(
    ResourceSnapshot Resource,
    int Replicas,
    IReadOnlyList<ResourceRelationship> References,
    IReadOnlyList<ResourceRelationship> ReferencedBy,
    ResourceUsage? Usage,
    long Errors
);

/// <param name="Usages">The samples of the last ten minutes, oldest first, as far as somebody looked.</param>
public sealed record ResourceDetails(
    ResourceSnapshot Resource,
    IReadOnlyList<ResourceSnapshot> Replicas,
    IReadOnlyList<ResourceRelationship> References,
    IReadOnlyList<ResourceRelationship> ReferencedBy,
    IReadOnlyList<StateChange> History,
    IReadOnlyList<ResourceUsage> Usages,
    long Errors
);

public sealed record CommandInputs(IReadOnlyDictionary<string, string?>? Inputs);

public sealed record SecretValue(string? Value);

public sealed record ParameterRow(string Name, InputField Input, string? State, bool HasValue, bool IsSecret, string? Source);

public sealed record ParameterList(IReadOnlyList<ParameterRow> Items);

public sealed record ParameterValueBody(string? Value, bool Save);

public sealed record InteractionList(IReadOnlyList<InteractionSnapshot> Items);

public sealed record InteractionAnswer(string Action, IReadOnlyDictionary<string, string?>? Values);

/// <summary>A line of a console. <paramref name="Id"/> is where it stands in the list that was asked for: pass it as <c>after</c> or <c>before</c>.</summary>
/// <param name="Id">Of one resource its line number; of all interleaved the number in order of arrival.</param>
public sealed record ConsoleItem(long Id, string Resource, long Line, DateTimeOffset? At, string Text, bool IsError);

/// <param name="Next">What to pass as <c>after</c> for what comes next.</param>
/// <param name="Remaining">Lines that lie after the last of these: more than the limit came.</param>
/// <param name="Dropped">Lines after <c>after</c> that were forgotten before they were asked for.</param>
/// <param name="Oldest">The id of the oldest line that is kept; null where there is none.</param>
public sealed record ConsolePage(IReadOnlyList<ConsoleItem> Items, long Next, long Remaining, long Dropped, long? Oldest);

public sealed record ErrorCounts(IReadOnlyDictionary<string, long> Items);
