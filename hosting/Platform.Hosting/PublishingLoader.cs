using System.Reflection;
using Aspire.Hosting;

namespace Platform.Hosting;

/// <summary>Loads what publishes for the graph's compute environments, by its name: a run has no need of it, and it refers to this assembly.</summary>
internal static class PublishingLoader
{
    private const string AssemblyName = "Platform.Hosting.Publishing";
    private const string TypeName = "Platform.Hosting.Publishing.PublishingExtension";

    public static void Configure(IDistributedApplicationBuilder builder)
    {
        try
        {
            Assembly.Load(AssemblyName).GetType(TypeName, throwOnError: true)!.GetMethod("Configure")!.Invoke(null, [builder]);
        }
        catch (FileNotFoundException)
        {
            // Not deployed beside the AppHost: the manifest can be written without it.
        }
    }
}
