using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting;
using Platform.Hosting.CommandLine;
using Platform.Hosting.Engines;
using Platform.Hosting.Terminal;

[assembly: HostExtension(typeof(PlatformExtension))]

namespace Platform.Hosting;

/// <summary>What every host of this platform gets: native engines, options of the command line, a terminal that shows what goes on.</summary>
public sealed class PlatformExtension : IHostExtension
{
    /// <inheritdoc />
    public string[] ReadArguments(string[] args) => HostCommandLine.Read(args);

    /// <inheritdoc />
    public void Configure(IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return;
        }
        builder.Services.AddSingleton<IEngineCatalog, EngineCatalog>();
        if (TerminalOptions.From(builder.Configuration) is { Enabled: true } terminal)
        {
            builder.Services.AddSingleton(terminal);
            builder.Services.AddHostedService<PlainConsole>();
        }
    }
}
