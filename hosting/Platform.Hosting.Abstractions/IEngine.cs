namespace Platform.Hosting;

/// <summary>Serves one kind of container resource where there is no container: with the real server, or with one that speaks its protocol.</summary>
public interface IEngine
{
    /// <summary>The name people know it by, for messages: "PostgreSQL".</summary>
    string Name { get; }

    /// <summary>The type of the settings it takes: what it serves.</summary>
    Type SettingsType { get; }

    /// <summary>The parts of a container's declaration that this engine obeys; the others are warned about or refused.</summary>
    ContainerFeatures Honours { get; }

    /// <summary>Finds or installs the binary and lays out the data directory. Called once for each start, restarts included.</summary>
    /// <exception cref="EngineException">With what was tried and the next command to type.</exception>
    Task<IPreparedEngine> PrepareAsync(EngineRequest request, CancellationToken cancellationToken = default);
}

/// <summary>An engine whose binary and data are in place.</summary>
public interface IPreparedEngine
{
    /// <summary>Starts it: through <paramref name="launcher"/> where it is a program, in this process where it is a library.</summary>
    Task<IRun> StartAsync(ILauncher launcher, CancellationToken cancellationToken = default);

    /// <summary>One attempt at what a client would do first (<c>select 1</c>, <c>PING</c>). Throws while it is not ready.</summary>
    Task ProbeAsync(CancellationToken cancellationToken = default);

    /// <summary>Copies the data, consistently, to a directory. The engine may run.</summary>
    Task SnapshotAsync(string directory, CancellationToken cancellationToken = default);

    /// <summary>Replaces the data by a snapshot. The engine must be stopped.</summary>
    Task RestoreAsync(string directory, CancellationToken cancellationToken = default);
}

/// <summary>An engine cannot serve what was asked. The message names the resource, what was tried and the remedy.</summary>
public sealed class EngineException(string message, Exception? inner = null) : Exception(message, inner);
