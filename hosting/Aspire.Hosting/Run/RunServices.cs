using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Run.Launch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>The services that run a graph, or write it down.</summary>
internal static class RunServices
{
    public static void Add(DistributedApplicationBuilder builder)
    {
        var services = builder.Services;
        if (builder.ExecutionContext.IsPublishMode)
        {
            services.AddSingleton<ManifestPublisher>();
            services.AddHostedService<PublishService>();
            return;
        }
        var directory = new InstanceDirectory(builder.Configuration);
        services.AddSingleton(_ => directory);
        services.AddSingleton<IParameterStore>(new ParameterStore(directory));
        services.AddSingleton<RunLock>();
        services.AddSingleton<EndpointAllocator>();
        services.AddSingleton<SecondInterrupt>();
        services.AddSingleton<HealthMonitor>();
        services.TryAddSingleton<ILauncher>(_ => new ProcessLauncher());
        services.AddSingleton(sp => new RunContext(
            sp,
            sp.GetRequiredService<DistributedApplicationExecutionContext>(),
            sp.GetRequiredService<ResourceNotificationService>(),
            sp.GetRequiredService<ResourceLoggerService>(),
            sp.GetRequiredService<IDistributedApplicationEventing>(),
            sp.GetRequiredService<InstanceDirectory>(),
            sp.GetRequiredService<ILauncher>(),
            sp.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<ParameterValues>();
        services.AddSingleton<Supervisor>();
        services.AddHostedService(sp => sp.GetRequiredService<Supervisor>());
    }
}
