namespace Platform.Dashboard.Resources;

/// <summary>A resource's instance at one moment. Secret values are null here: <see cref="IHostLink.RevealAsync"/> gives them.</summary>
/// <param name="Id">Unique; a replica's own ("ordering-abcdefgh").</param>
/// <param name="Name">The resource's name in the graph ("ordering"), shared by its replicas; telemetry's <c>service.name</c>.</param>
public sealed record ResourceSnapshot(string Id, string Name, string Type)
{
    public string? InstanceId { get; init; }
    public string? Parent { get; init; }
    public string? State { get; init; }

    /// <summary>success, info, warning or error; null: by the state's name.</summary>
    public string? StateStyle { get; init; }

    /// <summary>Healthy, Degraded or Unhealthy; null unless it runs.</summary>
    public string? Health { get; init; }
    public IReadOnlyList<HealthReport> HealthReports { get; init; } = [];
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? StoppedAt { get; init; }
    public int? ExitCode { get; init; }
    public int Restarts { get; init; }
    public int? ProcessId { get; init; }
    public bool IsHidden { get; init; }
    public bool IsDeleted { get; init; }
    public string? IconName { get; init; }
    public string? Source { get; init; }

    /// <summary>What it waits for while it is Waiting.</summary>
    public IReadOnlyList<string> WaitingFor { get; init; } = [];
    public IReadOnlyList<ResourceUrl> Urls { get; init; } = [];
    public IReadOnlyList<ResourceEndpoint> Endpoints { get; init; } = [];
    public IReadOnlyList<ResourceProperty> Properties { get; init; } = [];
    public IReadOnlyList<EnvironmentVariable> Environment { get; init; } = [];
    public IReadOnlyList<ResourceVolume> Volumes { get; init; } = [];
    public IReadOnlyList<ResourceRelationship> Relationships { get; init; } = [];
    public IReadOnlyList<ResourceCommand> Commands { get; init; } = [];

    /// <summary>The kind of explorer that can look inside: postgres, redis, kafka, elasticsearch, s3; null: none.</summary>
    public string? Explorer { get; init; }

    /// <summary>Of a parameter: how its value is asked for; its value unless it is secret.</summary>
    public InputField? Parameter { get; init; }
}

public sealed record HealthReport(string Name, string? Status, string? Description, string? Exception, DateTimeOffset? LastRunAt);

public sealed record ResourceUrl(string? Name, string Url, string DisplayName, bool IsInternal, bool IsInactive, int SortOrder);

/// <summary>An address that others reach the resource at, and the one that it listens on itself: how peers are resolved to resources.</summary>
public sealed record ResourceEndpoint(string Name, string Scheme, string Host, int Port, int? TargetPort);

public sealed record ResourceProperty(string Name, string? DisplayName, string? Value, bool IsSecret, bool IsHighlighted, int SortOrder);

public sealed record EnvironmentVariable(string Name, string? Value, bool IsSecret, bool IsFromSpec);

public sealed record ResourceVolume(string? Source, string Target, string MountType, bool IsReadOnly);

/// <param name="Type">Reference, WaitFor, Parent or a word of the graph's own.</param>
public sealed record ResourceRelationship(string ResourceName, string Type);

/// <param name="State">Enabled, Disabled or Hidden.</param>
public sealed record ResourceCommand(
    string Name,
    string DisplayName,
    string? Description,
    string? Confirmation,
    string? IconName,
    bool IsHighlighted,
    string State
)
{
    public IReadOnlyList<InputField> Inputs { get; init; } = [];
}

/// <summary>A typed input of a command or a prompt.</summary>
/// <param name="Type">Text, SecretText, Choice, Boolean or Number: Aspire's InputType.</param>
public sealed record InputField(string Name, string Type, string? Label, string? Description, bool IsDescriptionMarkdown, bool Required)
{
    public string? Placeholder { get; init; }
    public string? Value { get; init; }
    public int? MaxLength { get; init; }
    public bool AllowCustomChoice { get; init; }
    public bool Disabled { get; init; }
    public IReadOnlyList<InputChoice> Choices { get; init; } = [];
    public IReadOnlyList<string> Errors { get; init; } = [];
}

public sealed record InputChoice(string Value, string Label);

/// <param name="Line">Counted from 1 for each resource.</param>
/// <param name="At">Null where the line tells no time.</param>
public sealed record ConsoleLine(long Line, DateTimeOffset? At, string Text, bool IsError);

/// <param name="Culprit">Why, for people; null on success.</param>
/// <param name="Format">text, json or markdown.</param>
public sealed record CommandOutcome(
    bool Success,
    bool Canceled = false,
    string? Culprit = null,
    string? Result = null,
    string? Format = null
)
{
    /// <summary>What it has to say on success, in a line.</summary>
    public string? Message { get; init; }

    /// <summary>True to show the result without being asked for it.</summary>
    public bool ShowResult { get; init; }

    /// <summary>Inputs that were refused, each with why: the command was not run.</summary>
    public IReadOnlyList<InputErrors> InputErrors { get; init; } = [];
}

public sealed record InputErrors(string Name, IReadOnlyList<string> Errors);

public sealed record CommandRequest(string ResourceId, string Command, IReadOnlyDictionary<string, string?> Inputs);

public sealed record ParameterChange(string Name, string? Value, bool Save);

/// <param name="Kind">environment, property, parameter or connectionString.</param>
public sealed record SecretReference(string ResourceId, string Kind, string Name);

/// <param name="Kind">inputs, messageBox, notification or progress.</param>
public sealed record InteractionSnapshot(int Id, string Kind, string Title, string? Message, bool IsMarkdown, string Intent)
{
    public string? PrimaryButton { get; init; }
    public string? SecondaryButton { get; init; }
    public bool ShowSecondary { get; init; }
    public bool ShowDismiss { get; init; }
    public string? LinkText { get; init; }
    public string? LinkUrl { get; init; }
    public IReadOnlyList<InputField> Inputs { get; init; } = [];
    public bool IsComplete { get; init; }
}

/// <param name="Action">primary, secondary or dismiss; change while inputs that others depend on are being filled in.</param>
public sealed record InteractionResponse(int Id, string Action, IReadOnlyDictionary<string, string?> Values);

public sealed record AlarmNotice(string Name, string Resource, bool Firing, string Text, DateTimeOffset At);
