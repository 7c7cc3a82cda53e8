namespace Platform.Hosting;

/// <summary>How an instance is ended: a signal, to whom, and how long it may take before it is killed.</summary>
/// <param name="Signal">The signal that asks it to stop.</param>
/// <param name="WholeSession">True to signal every process of the child's session, false for the child alone.</param>
/// <param name="Grace">Time after which whatever is left of the session is killed.</param>
public sealed record StopPlan(StopSignal Signal, bool WholeSession, TimeSpan Grace)
{
    /// <summary>SIGTERM to the child, SIGKILL to its session after 10 s (the grace Docker gives).</summary>
    public static StopPlan Default { get; } = new(StopSignal.Terminate, WholeSession: false, TimeSpan.FromSeconds(10));
}

/// <summary>The signals used for stopping, by their POSIX numbers.</summary>
public enum StopSignal
{
    /// <summary>SIGINT. PostgreSQL: fast shutdown.</summary>
    Interrupt = 2,

    /// <summary>SIGQUIT. PostgreSQL: immediate shutdown, nothing flushed.</summary>
    Quit = 3,

    /// <summary>SIGKILL.</summary>
    Kill = 9,

    /// <summary>SIGTERM.</summary>
    Terminate = 15,
}
