using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>The AppHost's configuration: settings files, user secrets, environment, command line; the later wins.</summary>
internal static class AppHostConfiguration
{
    /// <summary>Short options of the command line and the keys they stand for.</summary>
    private static readonly Dictionary<string, string> s_switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--output-path"] = "Publishing:OutputPath",
        ["--step"] = "Pipeline:Step",
        ["--environment"] = HostDefaults.EnvironmentKey,
        ["--instance"] = "Platform:Instance",
        ["--runtime"] = "Platform:Runtime",
        ["--only"] = "Platform:Only",
        ["--logs"] = "Platform:Logs",
        ["--load"] = "Platform:Load",
        ["--stage"] = "Platform:Stage",
        ["--target"] = "Platform:Target",
        ["--overwrite"] = "Publishing:Overwrite",
        ["--format"] = "Publishing:Format",
        ["--exit-code"] = "Publishing:ExitCode",
    };

    public static void AddSources(
        ConfigurationManager configuration,
        AppHostLocation location,
        string environment,
        Assembly? assembly,
        string[] args
    )
    {
        configuration.AddJsonFile(Path.Combine(location.Directory, "appsettings.json"), optional: true, reloadOnChange: false);
        configuration.AddJsonFile(
            Path.Combine(location.Directory, $"appsettings.{environment}.json"),
            optional: true,
            reloadOnChange: false
        );
        if (assembly is not null && environment == Environments.Development)
        {
            configuration.AddUserSecrets(assembly, optional: true, reloadOnChange: false);
        }
        configuration.AddEnvironmentVariables("DOTNET_");
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(args, s_switches);
    }

    public static DistributedApplicationExecutionContextOptions ReadOperation(IConfiguration configuration)
    {
        var publisher = configuration["Publishing:Publisher"];
        var operation = configuration["AppHost:Operation"];
        var publish =
            operation is null ? publisher is not null
            : Enum.TryParse<DistributedApplicationOperation>(operation, ignoreCase: true, out var parsed)
                ? parsed == DistributedApplicationOperation.Publish
            : throw new DistributedApplicationException($"Unknown operation '{operation}'. Give --operation run or --operation publish.");
        return publish
            ? new DistributedApplicationExecutionContextOptions(DistributedApplicationOperation.Publish, publisher ?? "manifest")
            : new DistributedApplicationExecutionContextOptions(DistributedApplicationOperation.Run);
    }
}
