using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Dashboard.Api.Logs;
using Platform.Dashboard.Api.Traces;
using Platform.Dashboard.Explore;
using Platform.Dashboard.Insight;
using Platform.Dashboard.Live;
using Platform.Dashboard.Metrics;
using Platform.Dashboard.Objectives;
using Platform.Dashboard.Otlp;
using Platform.Dashboard.Resources;
using Platform.Dashboard.Security;
using Platform.Dashboard.Store;
using Platform.Dashboard.Web;

namespace Platform.Dashboard;

/// <summary>A dashboard that runs: its own web application and container, so that nothing of it meets its host's services.</summary>
public sealed class DashboardApplication : IAsyncDisposable
{
    private readonly WebApplication application;

    private DashboardApplication(WebApplication application, Listeners listeners, DashboardOptions options)
    {
        this.application = application;
        Url = listeners.Urls(Listener.Pages)[0];
        LoginUrl = options.BrowserToken is { } token ? new Uri(Url, $"/login?t={Uri.EscapeDataString(token)}") : Url;
        OtlpGrpcEndpoints = listeners.Urls(Listener.OtlpGrpc);
        OtlpHttpEndpoints = listeners.Urls(Listener.OtlpHttp);
    }

    /// <summary>Where the pages are.</summary>
    public Uri Url { get; }

    /// <summary>The link to print: it carries the token once.</summary>
    public Uri LoginUrl { get; }

    /// <summary>The first of <see cref="OtlpGrpcEndpoints"/>; null where there is none.</summary>
    public Uri? OtlpGrpcEndpoint => OtlpGrpcEndpoints.FirstOrDefault();

    /// <summary>The first of <see cref="OtlpHttpEndpoints"/>; null where there is none.</summary>
    public Uri? OtlpHttpEndpoint => OtlpHttpEndpoints.FirstOrDefault();

    /// <summary>Where OTLP is taken over gRPC, with the ports that were bound.</summary>
    public IReadOnlyList<Uri> OtlpGrpcEndpoints { get; }

    /// <summary>Where OTLP is taken over HTTP, with the ports that were bound.</summary>
    public IReadOnlyList<Uri> OtlpHttpEndpoints { get; }

    /// <summary>The dashboard's own services, for tests and for whoever feeds it without a network.</summary>
    public IServiceProvider Services => application.Services;

    /// <exception cref="PortTakenException">One of the ports is held by another process.</exception>
    public static async Task<DashboardApplication> StartAsync(DashboardOptions options, CancellationToken cancellationToken = default)
    {
        var listeners = Listeners.Bind(options);
        try
        {
            var application = Build(options, listeners);
            try
            {
                await application.StartAsync(cancellationToken);
                return new DashboardApplication(application, listeners, options);
            }
            catch
            {
                await application.DisposeAsync();
                throw;
            }
        }
        catch
        {
            listeners.Close();
            throw;
        }
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => application.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
    }

    private static WebApplication Build(DashboardOptions options, Listeners listeners)
    {
        // Empty: the host's own appsettings.json, ASPNETCORE_URLS and the like are not meant for the dashboard.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Platform.Dashboard" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => OtlpModule.Configure(kestrel, listeners));
        builder.WebHost.UseSockets(transport => transport.CreateBoundListenSocket = listeners.SocketOf);
        AddLogging(builder, options);
        var services = builder.Services;
        services.AddRoutingCore();
        services.AddSingleton(options);
        services.AddSingleton(options.TimeProvider);
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<MarkerLog>();
        services.AddOtlp();
        services.AddStore();
        services.AddSecurity();
        services.AddLive();
        services.AddMetricStore();
        services.AddResources();
        services.AddExplorers();
        services.AddLogs();
        services.AddTraces();
        services.AddInsight();
        services.AddObjectives();
        options.Services?.Invoke(services);

        var application = builder.Build();
        application.UseOtlp();
        application.UseSecurity();
        application.UseWebSockets();
        application.UseStore();
        application.UseRouting();
        var api = application.MapGroup("/api");
        api.MapSecurity();
        api.MapLive();
        api.MapStore();
        api.MapMetrics();
        api.MapResources();
        api.MapExplorers();
        api.MapInsight();
        api.MapObjectives();
        api.MapLogs();
        api.MapTraces();
        application.UseEndpoints(_ => { });
        application.UseWebApp(options);
        return application;
    }

    private static void AddLogging(WebApplicationBuilder builder, DashboardOptions options)
    {
        if (options.LoggerFactory is { } factory)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new QuietLoggers(factory)));
        }
        else if (options.Standalone)
        {
            builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true);
        }
        else
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(NullLoggerFactory.Instance));
        }
        if (!options.Standalone)
        {
            builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        }
    }

    /// <summary>Within its host's process the signals are the host's: the default lifetime would catch Ctrl+C for itself.</summary>
    private sealed class HostedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
