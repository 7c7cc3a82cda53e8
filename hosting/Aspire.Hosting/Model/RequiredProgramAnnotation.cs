namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program that the resource needs on the machine.</summary>
internal sealed record RequiredProgramAnnotation(string Command, string? HelpLink) : IResourceAnnotation
{
    /// <summary>What is wrong, or null.</summary>
    public string? Fault(string resource) =>
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
