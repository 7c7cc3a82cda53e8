namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program that the resource needs on the machine.</summary>
internal sealed record RequiredProgramAnnotation(string Command, string? HelpLink) : IResourceAnnotation
{
    /// <summary>The programs that the resources need and the machine has not.</summary>
    public static IEnumerable<string> Faults(IEnumerable<IResource> resources) =>
        resources.SelectMany(resource =>
            resource.Annotations.OfType<RequiredProgramAnnotation>().Select(needed => needed.Fault(resource.Name)).OfType<string>()
        );

    private string? Fault(string resource) =>
        Exists(Command)
            ? null
            : $"Resource '{resource}' needs the program '{Command}', which is not on the PATH. {(HelpLink is null ? "Install it." : $"See {HelpLink}.")}";

    private static bool Exists(string command) =>
        command.Contains(Path.DirectorySeparatorChar)
            ? File.Exists(command)
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Any(directory => File.Exists(Path.Combine(directory, command)));
}
