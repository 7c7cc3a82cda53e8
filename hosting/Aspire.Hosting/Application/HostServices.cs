using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Run;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Aspire.Hosting;

/// <summary>The services of every host.</summary>
internal static class HostServices
{
    public static void Add(
        DistributedApplicationBuilder builder,
        DistributedApplicationOptions options,
        IDistributedApplicationEventing eventing
    )
    {
        var services = builder.Services;
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = Console.IsOutputRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("System", LogLevel.Warning);
        // What fails the start is told once, without a stack trace, by whoever runs the application.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        services.AddSingleton(options);
        services.AddSingleton(eventing);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(_ => new DistributedApplicationModel(builder.Resources));
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton(sp => new ResourceCommandService(
            sp.GetRequiredService<ResourceNotificationService>(),
            sp.GetRequiredService<ResourceLoggerService>(),
            sp
        ));
        services.AddSingleton<InteractionService>();
        services.AddSingleton<IInteractionService>(sp => sp.GetRequiredService<InteractionService>());
        // Without a dashboard nobody can see a wait that will never end, nor restart what it waits for.
        services.Configure<ResourceNotificationServiceOptions>(o =>
            o.DefaultWaitBehavior = options.DisableDashboard
                ? WaitBehavior.StopOnResourceUnavailable
                : WaitBehavior.WaitOnResourceUnavailable
        );
        // The terminal shows the start from its beginning, not once it is over.
        services.Configure<HostOptions>(o => o.ServicesStartConcurrently = true);
        services.AddHealthChecks();
        services.AddHttpClient();
        services.TryAddSingleton(TimeProvider.System);
        RunServices.Add(builder);
    }
}
