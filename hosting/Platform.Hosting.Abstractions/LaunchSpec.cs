namespace Platform.Hosting;

/// <summary>Everything a launcher needs to start one instance. It is resolved: no expressions, no resources.</summary>
public sealed record LaunchSpec
{
    /// <summary>The instance's name, unique in the graph: the resource's name, with a suffix where there are replicas.</summary>
    public required string Name { get; init; }

    /// <summary>The program: an absolute path, a path relative to <see cref="WorkingDirectory"/>, or a name looked up in PATH.</summary>
    public required string FileName { get; init; }

    /// <summary>Arguments, passed as they are: no shell reads them. Never a secret: other users can read a command line.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables set on top of the host's own environment; a null value removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The directory the program starts in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Bytes written to standard input, which is then closed. The place for a secret.</summary>
    public ReadOnlyMemory<byte> StandardInput { get; init; }

    /// <summary>How to end it.</summary>
    public StopPlan Stop { get; init; } = StopPlan.Default;
}
