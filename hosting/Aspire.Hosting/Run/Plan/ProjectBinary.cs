using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>The built assembly of a project resource.</summary>
internal static class ProjectBinary
{
    /// <summary>Why the project cannot be started, with the command that helps; null when it can.</summary>
    public static string? Problem(ProjectResource project)
    {
        var metadata = project.Annotations.OfType<IProjectMetadata>().LastOrDefault();
        if (metadata is null)
        {
            return $"Project resource '{project.Name}' has no project. Add it with AddProject<Projects.X>(\"{project.Name}\") or AddProject(\"{project.Name}\", path).";
        }
        var projectPath = Path.GetFullPath(metadata.ProjectPath);
        if (!File.Exists(projectPath))
        {
            return $"The project of '{project.Name}' does not exist: {projectPath}.";
        }
        return Find(metadata) is null ? $"'{project.Name}' is not built. Build it: dotnet build \"{projectPath}\"" : null;
    }

    /// <summary>The path written down when it was built, else the newest of the usual output folders; null when there is none.</summary>
    public static string? Find(IProjectMetadata metadata)
    {
        if (metadata is IBuiltProject { AssemblyPath: { Length: > 0 } recorded } && File.Exists(recorded))
        {
            return recorded;
        }
        var projectPath = Path.GetFullPath(metadata.ProjectPath);
        var output = Path.Combine(Path.GetDirectoryName(projectPath)!, "bin");
        var name = Path.GetFileNameWithoutExtension(projectPath) + ".dll";
        return Directory.Exists(output)
            ? Directory
                .EnumerateFiles(output, name, SearchOption.AllDirectories)
                .Where(file => File.Exists(Path.ChangeExtension(file, ".runtimeconfig.json")))
                .MaxBy(File.GetLastWriteTimeUtc)
            : null;
    }
}
