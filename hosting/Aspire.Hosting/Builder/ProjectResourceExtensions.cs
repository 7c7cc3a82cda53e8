namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is asked about projects.</summary>
public static class ProjectResourceExtensions
{
    public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.OfType<ProjectResource>();
    }

    /// <exception cref="InvalidOperationException">The resource has none.</exception>
    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource)
    {
        ArgumentNullException.ThrowIfNull(projectResource);
        return projectResource.Annotations.OfType<IProjectMetadata>().FirstOrDefault()
            ?? throw new InvalidOperationException($"Project resource '{projectResource.Name}' has no IProjectMetadata annotation.");
    }

    /// <summary>The project file; absolute.</summary>
    internal static string ProjectFilePath(this ProjectResource project, IDistributedApplicationBuilder builder) =>
        builder.FullPath(project.GetProjectMetadata().ProjectPath);

    /// <summary>The launch profile that was chosen for the project, or null.</summary>
    internal static ChosenLaunchProfileAnnotation? ChosenLaunchProfile(this ProjectResource project) =>
        project.Annotations.OfType<ChosenLaunchProfileAnnotation>().LastOrDefault();

    /// <summary>The arguments of the launch profile: used where the graph gives the project none.</summary>
    internal static IReadOnlyList<string> LaunchProfileArguments(this ProjectResource project) =>
        LaunchProfiles.SplitArguments(project.ChosenLaunchProfile()?.Profile.CommandLineArgs);
}
