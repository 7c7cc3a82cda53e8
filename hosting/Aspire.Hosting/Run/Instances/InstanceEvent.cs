using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>What can happen to an instance. All of it passes through one channel and one switch.</summary>
internal abstract record InstanceEvent
{
    /// <summary>Somebody wants it to run; <paramref name="Done"/> completes when it was started or could not be.</summary>
    /// <param name="NoWait">True to start at once though it still waits for others.</param>
    public sealed record StartAsked(TaskCompletionSource Done, bool NoWait) : InstanceEvent;

    /// <summary>Somebody wants it to end; <paramref name="Done"/> completes when nothing of it is left.</summary>
    public sealed record StopAsked(TaskCompletionSource Done, CancellationToken Hurry) : InstanceEvent;

    /// <summary>What it waits for has come; it is being started.</summary>
    public sealed record Starting(Attempt Attempt) : InstanceEvent;

    /// <summary>It runs.</summary>
    public sealed record Launched(Attempt Attempt, RunningInstance Running) : InstanceEvent;

    /// <summary>It could not be started, or the start was given up.</summary>
    public sealed record LaunchFailed(Attempt Attempt, Exception Reason) : InstanceEvent;

    /// <summary>Clients can reach it.</summary>
    public sealed record Reachable(Attempt Attempt) : InstanceEvent;

    /// <summary>Its process ended; what it left behind, processes and unread output, is being dealt with.</summary>
    public sealed record Exited(Attempt Attempt, int ExitCode) : InstanceEvent;

    /// <summary>Nothing of it is left, and all it printed has been read.</summary>
    public sealed record Gone(Attempt Attempt, int ExitCode) : InstanceEvent;
}

/// <summary>A started instance: the run, how to see that it can be reached, and what to show of it.</summary>
/// <param name="Run">The process or engine.</param>
/// <param name="ReachableAsync">Completes when clients can reach it.</param>
/// <param name="Source">What runs, for people: a path, an image.</param>
/// <param name="Environment">The variables it was given, by name.</param>
/// <param name="RunsOnceReachable">True for an engine, which is Running only when it answers.</param>
/// <param name="OutputRead">Completes when all it printed has been read.</param>
internal sealed record RunningInstance(
    IRun Run,
    Func<CancellationToken, Task> ReachableAsync,
    string Source,
    IReadOnlyDictionary<string, string?> Environment,
    bool RunsOnceReachable,
    Task OutputRead
);
