namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program.</summary>
public class ExecutableResource
    : Resource,
        IResourceWithEnvironment,
        IResourceWithArgs,
        IResourceWithEndpoints,
        IResourceWithWaitSupport,
        IResourceWithProbes,
        IComputeResource
{
    public ExecutableResource(string name, string command, string workingDirectory)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        Annotations.Add(new ExecutableAnnotation { Command = command, WorkingDirectory = workingDirectory });
    }

    /// <summary>The program: a path, or a name looked up in PATH.</summary>
    public string Command => Executable.Command;

    /// <summary>The directory it starts in.</summary>
    public string WorkingDirectory => Executable.WorkingDirectory;

    private ExecutableAnnotation Executable =>
        Annotations.OfType<ExecutableAnnotation>().LastOrDefault()
        ?? throw new DistributedApplicationException(
            $"Resource '{Name}' has lost its ExecutableAnnotation: it no longer says what to run."
        );
}
