using Aspire.Hosting;
using Aspire.Hosting.Run;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Hosting;
using Platform.Hosting.CommandLine;
using Platform.Hosting.Dashboard;
using Platform.Hosting.Engines;
using Platform.Hosting.Lifecycle;
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
            PublishingLoader.Configure(builder);
            return;
        }
        builder.Services.AddSingleton<IEngineCatalog, EngineCatalog>();
        builder.Services.AddSingleton(StartSignal.Of(builder.Eventing));
        builder.Services.AddSingleton<TerminalNews>();
        builder.Services.AddSingleton<IRunPreparation, RestartWithDependents>();
        DashboardModule.Add(builder);
        if (TerminalOptions.From(builder.Configuration) is { Enabled: true } terminal)
        {
            AddTerminal(builder, terminal);
        }
    }

    private static void AddTerminal(IDistributedApplicationBuilder builder, TerminalOptions terminal)
    {
        builder.Services.AddSingleton(terminal);
        builder.Services.AddSingleton<GraphProgress>();
        if (terminal.Live)
        {
            // Before the host's logging takes hold of the console.
            builder.Services.AddSingleton(Screen.OfConsole());
            builder.Services.AddHostedService<LiveTable>();
        }
        else
        {
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<PlainConsole>(services, Console.Out));
        }
        builder.Services.AddHostedService(services => new StopNotice(services.GetRequiredService<IHostApplicationLifetime>(), Console.Out));
    }
}
