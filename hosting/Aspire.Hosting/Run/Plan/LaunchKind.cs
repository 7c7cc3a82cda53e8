namespace Aspire.Hosting.Run;

/// <summary>What a resource runs as on this machine.</summary>
internal enum LaunchKind
{
    /// <summary>Nothing is started: a parameter, a database, a resource that publishes its states itself.</summary>
    None,

    /// <summary>A built .NET project.</summary>
    Project,

    /// <summary>A program.</summary>
    Executable,

    /// <summary>A container resource served by a native engine.</summary>
    Engine,

    /// <summary>A container that nothing on this machine can run.</summary>
    Unserved,
}
