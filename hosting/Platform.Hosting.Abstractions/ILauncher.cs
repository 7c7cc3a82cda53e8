namespace Platform.Hosting;

/// <summary>Starts what a <see cref="LaunchSpec"/> says. It never sees a resource, so another kind of run is one class more.</summary>
public interface ILauncher
{
    /// <summary>Starts the program and returns as soon as it runs.</summary>
    /// <exception cref="LaunchException">The program is missing, may not be executed, or the system refused to start it.</exception>
    Task<IRun> StartAsync(LaunchSpec spec, CancellationToken cancellationToken = default);
}

/// <summary>One started program, or one engine running in this process.</summary>
public interface IRun : IAsyncDisposable
{
    /// <summary>The process id; null for an engine in the host's own process.</summary>
    int? ProcessId { get; }

    /// <summary>Bytes of standard output; ends when every holder of the pipe has ended.</summary>
    Stream Output { get; }

    /// <summary>Bytes of standard error.</summary>
    Stream Error { get; }

    /// <summary>Completes with the exit code; 128 + n when signal n ended it.</summary>
    Task<int> Completion { get; }

    /// <summary>Ends it by its stop plan and completes when nothing of it is left. A second call, or a cancelled token, kills at once.</summary>
    Task StopAsync(CancellationToken cancellationToken = default);
}

/// <summary>A program could not be started. The message names the program, what was tried and the remedy.</summary>
public sealed class LaunchException(string message, Exception? inner = null) : Exception(message, inner);
