namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is waited for.</summary>
public enum WaitType
{
    /// <summary>That the other runs and its health checks pass.</summary>
    WaitUntilHealthy,

    /// <summary>That the other ends with the expected exit code.</summary>
    WaitForCompletion,

    /// <summary>That the other runs.</summary>
    WaitUntilStarted,
}

/// <summary>What happens to a wait when the other fails.</summary>
public enum WaitBehavior
{
    /// <summary>It goes on: the other may be started again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>It fails, and so does the one that waits.</summary>
    StopOnResourceUnavailable,
}

/// <summary>Says that a resource starts only after another.</summary>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The one waited for.</summary>
    public IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    public WaitType WaitType { get; } = waitType;

    /// <summary>Null for the default of the application.</summary>
    public WaitBehavior? WaitBehavior { get; init; }

    /// <summary>The exit code that counts as completion.</summary>
    public int ExitCode { get; } = exitCode;
}
