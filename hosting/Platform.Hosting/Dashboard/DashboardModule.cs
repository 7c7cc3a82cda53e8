using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Hosting.Dashboard;

/// <summary>Adds the dashboard to a host that runs a graph.</summary>
internal static class DashboardModule
{
    public static void Add(IDistributedApplicationBuilder builder)
    {
        if (!DashboardSettings.IsEnabled(builder))
        {
            // Nobody can see a wait that will never end, nor restart what it waits for.
            builder.Services.Configure<ResourceNotificationServiceOptions>(options =>
                options.DefaultWaitBehavior = WaitBehavior.StopOnResourceUnavailable
            );
            return;
        }
        builder.Services.AddSingleton<DashboardSettings>();
        builder.Services.AddSingleton<DashboardPreparation>();
        builder.Services.AddSingleton<IRunPreparation>(services => services.GetRequiredService<DashboardPreparation>());
        builder.Services.AddSingleton<GraphLink>();
        builder.Services.AddSingleton<HostFactsReader>();
        builder.Services.AddSingleton<SnapshotMapper>();
        builder.Services.AddSingleton<ParameterLink>();
        builder.Services.AddSingleton<SecretReader>();
        builder.Services.AddSingleton<CommandLink>();
        builder.Services.AddSingleton<DashboardService>();
        builder.Services.AddSingleton<IDashboardAddress>(services => services.GetRequiredService<DashboardService>());
        builder.Services.AddHostedService(services => services.GetRequiredService<DashboardService>());
    }
}
