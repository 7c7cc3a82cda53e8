using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>What makes a graph of a test stand alone: ports, data and secrets of its own, no terminal, a directory that goes with it.</summary>
internal static class TestDefaults
{
    public static void Apply(
        DistributedApplicationOptions options,
        HostApplicationBuilderSettings settings,
        bool enableDashboard,
        string[] args
    )
    {
        options.DisableDashboard = !enableDashboard;
        settings.EnvironmentName ??= Environments.Development;
        var values = new Dictionary<string, string?>
        {
            ["Platform:Instance"] = $"test-{Guid.NewGuid():N}",
            ["Platform:StateDirectory"] = Path.Combine(Path.GetTempPath(), "platform-tests"),
            ["Platform:Ephemeral"] = "true",
            ["Platform:Terminal"] = "false",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection(values);
        settings.Configuration.AddCommandLine(args);
    }
}
