using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Tests.Support;

/// <summary>A service in the test's process, with real HTTP on a port of its own.</summary>
internal sealed class LocalApp(WebApplication app) : IAsyncDisposable
{
    public string Address => app.Urls.First();

    public IServiceProvider Services => app.Services;

    public HttpClient Client { get; private set; } = null!;

    public static async Task<LocalApp> StartAsync(
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null,
        params (string Key, string? Value)[] configuration
    )
    {
        var builder = ServiceHost.CreateBuilder(["--environment=Production"]);
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        foreach (var (key, value) in configuration)
            builder.Configuration[key] = value;
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        configure?.Invoke(builder);
        var app = builder.Build();
        map?.Invoke(app);
        app.MapDefaultEndpoints();
        await app.StartAsync();
        return new LocalApp(app) { Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) } };
    }

    public HttpClient Outgoing(string name = "") => app.Services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
