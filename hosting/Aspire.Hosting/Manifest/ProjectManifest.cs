using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary><c>project.v0</c>, or <c>project.v1</c> with a deployment target.</summary>
internal static class ProjectManifest
{
    public static async Task WriteAsync(ManifestPublishingContext context, ProjectResource project)
    {
        if (!project.TryGetLastAnnotation<IProjectMetadata>(out var metadata))
        {
            throw new DistributedApplicationException($"Project '{project.Name}' has no project file: it carries no IProjectMetadata.");
        }

        var deploymentTarget = project.GetDeploymentTargetAnnotation();
        context.Writer.WriteString("type", deploymentTarget is null ? "project.v0" : "project.v1");
        context.Writer.WriteString("path", context.GetManifestRelativePath(metadata.ProjectPath));
        await DeploymentManifest.WriteAsync(context, deploymentTarget).ConfigureAwait(false);
        ContainerFilesManifest.Write(context, project);
        await context.WriteCommandLineArgumentsAsync(project).ConfigureAwait(false);
        await context.WriteEnvironmentVariablesAsync(project).ConfigureAwait(false);
        context.WriteBindings(project);
    }
}
