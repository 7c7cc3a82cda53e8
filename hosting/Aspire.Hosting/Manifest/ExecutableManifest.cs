using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary><c>executable.v0</c></summary>
internal static class ExecutableManifest
{
    public static async Task WriteAsync(ManifestPublishingContext context, ExecutableResource executable)
    {
        context.Writer.WriteString("type", "executable.v0");
        context.WriteConnectionString(executable);
        context.Writer.WriteString("workingDirectory", context.GetManifestRelativePath(executable.WorkingDirectory));
        context.Writer.WriteString("command", executable.Command);
        ContainerFilesManifest.Write(context, executable);
        await context.WriteCommandLineArgumentsAsync(executable).ConfigureAwait(false);
        await context.WriteEnvironmentVariablesAsync(executable).ConfigureAwait(false);
        context.WriteBindings(executable);
    }
}
