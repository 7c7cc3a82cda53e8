using Platform.Dashboard.Live;

namespace Platform.Dashboard.Objectives;

internal static class ObjectivesModule
{
    public static IServiceCollection AddObjectives(this IServiceCollection services)
    {
        services.AddSingleton<IMachine>(provider => new Machine(provider.GetRequiredService<DashboardOptions>().RunsDirectory));
        services.AddSingleton<DownWatch>();
        services.AddSingleton<SubjectTraffic>();
        services.AddSingleton<ObjectiveReader>();
        services.AddSingleton<AlarmReader>();
        services.AddSingleton<AlarmLog>();
        services.AddSingleton(Receivers);
        services.AddHostedService(provider => provider.GetRequiredService<AlarmReceivers>());
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<DashboardOptions>();
            var (feed, markers) = (provider.GetRequiredService<ChangeFeed>(), provider.GetRequiredService<MarkerLog>());
            var receivers = provider.GetRequiredService<AlarmReceivers>();
            return new AlarmEvaluator(
                options.Host?.Facts.Alerts ?? [],
                provider.GetRequiredService<AlarmReader>(),
                provider.GetRequiredService<AlarmLog>(),
                alarm =>
                {
                    AlarmNotices.Tell(alarm, feed, markers, options.Host);
                    receivers.Post(alarm);
                },
                options.Alarms.LongestFor
            );
        });
        services.AddHostedService<AlarmWatch>();
        return services;
    }

    public static IEndpointRouteBuilder MapObjectives(this IEndpointRouteBuilder api) => api.MapObjectivesApi();

    private static AlarmReceivers Receivers(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<DashboardOptions>();
        var feed = provider.GetRequiredService<ChangeFeed>();
        var logger = provider.GetRequiredService<ILogger<AlarmReceivers>>();
        var application = options.Host?.Facts is { } facts ? $"{facts.Application} ({facts.Instance})" : "dashboard";
        // A redirect could carry an alarm anywhere.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ActivityHeadersPropagator = null });
        return new AlarmReceivers([
            .. AlarmReceivers
                .Channels(options.Alarms, options.Host?.Facts.Receivers ?? [], application, client)
                .Select(channel => new AlarmDelivery(channel, options.TimeProvider, () => feed.Changed(Topic.Alarms), logger)),
        ]);
    }
}
