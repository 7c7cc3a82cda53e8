using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whether a command can be given now.</summary>
public enum ResourceCommandState
{
    Enabled,
    Disabled,
    Hidden,
}

/// <summary>Where a command is offered.</summary>
[Flags]
public enum ResourceCommandVisibility
{
    None = 0,
    UI = 1,
    Api = 2,
}

/// <summary>What is shown while a command runs.</summary>
public sealed class CommandProgressOptions
{
    public string? Title { get; set; }

    public string? Message { get; set; }

    public bool HideCancelButton { get; set; }
}

/// <summary>What a command's state is decided by.</summary>
public sealed class UpdateCommandStateContext
{
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    public required IServiceProvider Services { get; init; }

    [Obsolete("Use Services.")]
    public IServiceProvider ServiceProvider
    {
        get => Services;
        init => Services = value;
    }
}

/// <summary>What a command works on.</summary>
public sealed class ExecuteCommandContext
{
    public required IServiceProvider Services { get; init; }

    [Obsolete("Use Services.")]
    public IServiceProvider ServiceProvider
    {
        get => Services;
        init => Services = value;
    }

    /// <summary>The id of the instance.</summary>
    public required string ResourceName { get; init; }

    public required InteractionInputCollection Arguments { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Writes to the instance's log.</summary>
    public required ILogger Logger { get; init; }
}

/// <summary>What may be said about a command beyond its name.</summary>
public class CommandOptions
{
    public string? Description { get; set; }

    [Obsolete("Use Arguments.")]
    public object? Parameter { get; set; }

    /// <summary>What a user is asked for before it runs.</summary>
    public IReadOnlyList<InteractionInput>? Arguments { get; set; }

    public Func<InputsDialogValidationContext, Task>? ValidateArguments { get; set; }

    public string? ConfirmationMessage { get; set; }

    public string? IconName { get; set; }

    public IconVariant? IconVariant { get; set; }

    /// <summary>Whether it is shown among the first.</summary>
    public bool IsHighlighted { get; set; }

    public ResourceCommandVisibility Visibility { get; set; } = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api;

    /// <summary>Decides whether it can be given. Default: always.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }

    public CommandProgressOptions? Progress { get; set; }
}
