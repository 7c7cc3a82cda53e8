namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states that the host itself gives to resources.</summary>
public static class KnownResourceStates
{
    public static readonly string Hidden = nameof(Hidden);

    public static readonly string Starting = nameof(Starting);

    public static readonly string Running = nameof(Running);

    public static readonly string FailedToStart = nameof(FailedToStart);

    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);

    public static readonly string Stopping = nameof(Stopping);

    /// <summary>It ended by itself or was killed.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>It ran to its end.</summary>
    public static readonly string Finished = nameof(Finished);

    public static readonly string Waiting = nameof(Waiting);

    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>A resource without process is in use.</summary>
    public static readonly string Active = nameof(Active);

    public static readonly string Building = nameof(Building);

    /// <summary>A parameter has no value.</summary>
    public static readonly string ValueMissing = "ValueMissing";

    /// <summary>States that a resource leaves only when it is started again.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];

    /// <summary>States in which a project may be built anew.</summary>
    public static readonly IReadOnlyList<string> BuildableStates = [Exited, Finished, FailedToStart, NotStarted];
}

/// <summary>How states are shown.</summary>
public static class KnownResourceStateStyles
{
    public static readonly string Error = "error";

    public static readonly string Success = "success";

    public static readonly string Info = "info";

    public static readonly string Warn = "warn";
}

/// <summary>The commands that the host itself offers.</summary>
public static class KnownResourceCommands
{
    public static readonly string StartCommand = "start";

    public static readonly string StopCommand = "stop";

    public static readonly string RestartCommand = "restart";

    public static readonly string RebuildCommand = "rebuild";

    public static readonly string SetParameterCommand = "set-parameter";

    public static readonly string DeleteParameterCommand = "delete-parameter";
}
