using Platform.Dashboard.Live;

namespace Platform.Dashboard;

/// <summary>A dashboard that runs: its own web application and container, so that nothing of it meets its host's services.</summary>
public sealed class DashboardApplication : IAsyncDisposable
{
    private readonly WebApplication application;

    private DashboardApplication(WebApplication application, DashboardOptions options)
    {
        this.application = application;
        Url = application.Urls.Select(url => new Uri(url)).First();
        LoginUrl = options.BrowserToken is { } token ? new Uri(Url, $"/login?t={Uri.EscapeDataString(token)}") : Url;
    }

    /// <summary>Where the pages are.</summary>
    public Uri Url { get; }

    /// <summary>The link to print: it carries the token once.</summary>
    public Uri LoginUrl { get; }

    /// <summary>The dashboard's own services, for tests and for whoever feeds it without a network.</summary>
    public IServiceProvider Services => application.Services;

    public static async Task<DashboardApplication> StartAsync(DashboardOptions options, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.TimeProvider);
        builder.Services.AddSingleton<ChangeFeed>();
        builder.Services.AddSingleton<MarkerLog>();
        var application = builder.Build();
        application.Urls.Add($"http://127.0.0.1:{options.Port}");
        await application.StartAsync(cancellationToken);
        return new DashboardApplication(application, options);
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => application.WaitForShutdownAsync(cancellationToken);

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
