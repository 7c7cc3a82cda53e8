namespace Platform.Hosting;

/// <summary>Where an engine runs that is a library. One that is a program of its own is always a process.</summary>
public enum EnginePlacement
{
    /// <summary>In the host's own process: started in milliseconds, gone with it.</summary>
    InProcess,

    /// <summary>In the one child process that runs all such engines of the graph: its faults and its memory are not the host's.</summary>
    ChildProcess,
}
