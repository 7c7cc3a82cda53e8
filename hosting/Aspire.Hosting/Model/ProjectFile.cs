using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A project that is known by its file only.</summary>
internal sealed class ProjectFile(string projectPath) : IProjectMetadata
{
    public string ProjectPath { get; } = projectPath;
}

/// <summary>The launch profile that was chosen for a project.</summary>
internal sealed record ChosenLaunchProfileAnnotation(string Name, LaunchProfile Profile) : IResourceAnnotation;
