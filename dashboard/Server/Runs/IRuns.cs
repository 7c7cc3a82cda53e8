using Platform.Dashboard.Store;

namespace Platform.Dashboard.Runs;

/// <summary>The runs that are kept on disk.</summary>
public interface IRuns
{
    /// <summary>The run's telemetry, read from disk when it is first asked for. The set stays the runs'.</summary>
    /// <exception cref="RunException">There is no such run, or its files are damaged: the message says which.</exception>
    TelemetrySet Open(string id);
}

/// <summary>A run cannot be opened, exported, imported or removed; the message is for people.</summary>
public sealed class RunException(string message, int status = 404) : Exception(message)
{
    /// <summary>As HTTP has it.</summary>
    public int Status => status;
}
