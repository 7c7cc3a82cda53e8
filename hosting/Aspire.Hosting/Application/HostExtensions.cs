using System.Reflection;
using Platform.Hosting;

namespace Aspire.Hosting;

/// <summary>
/// Finds what Platform adds to a plain Aspire host. By the name of one assembly: an AppHost written for Aspire has nobody to call us,
/// and the stand-ins under <c>Aspire.*</c> may not know the engines.
/// </summary>
internal static class HostExtensions
{
    private const string AssemblyName = "Platform.Hosting";

    public static IReadOnlyList<IHostExtension> Load()
    {
        Assembly assembly;
        try
        {
            assembly = Assembly.Load(AssemblyName);
        }
        catch (FileNotFoundException)
        {
            // Not deployed beside the AppHost: containers without an engine fail, each with its remedy.
            return [];
        }
        return
        [
            .. assembly
                .GetCustomAttributes<HostExtensionAttribute>()
                .Select(attribute => (IHostExtension)Activator.CreateInstance(attribute.ExtensionType)!),
        ];
    }
}
