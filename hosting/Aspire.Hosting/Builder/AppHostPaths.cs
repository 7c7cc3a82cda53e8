namespace Aspire.Hosting;

/// <summary>Paths in a model are relative to the AppHost's directory, never to the current one.</summary>
internal static class AppHostPaths
{
    public static string FullPath(this IDistributedApplicationBuilder builder, string path) =>
        Path.GetFullPath(path.Replace('\\', Path.DirectorySeparatorChar), Path.GetFullPath(builder.AppHostDirectory));
}
