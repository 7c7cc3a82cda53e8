using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceDefaults.Migrations;

namespace Services.Tests.Support;

/// <summary>One service in this process, on a port of its own, and a client for it.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningService(WebApplication app)
    {
        this.app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(60) };
    }

    public HttpClient Client { get; }

    public string Url => app.Urls.First();

    public IServiceProvider Services => app.Services;

    /// <param name="settings"><c>Section:Key=value</c></param>
    public static async Task<RunningService> StartAsync(Func<string[], WebApplication> build, params string[] settings)
    {
        var app = build(["urls=http://127.0.0.1:0", "Logging:LogLevel:Default=Critical", .. settings]);
        await app.StartAsync();
        if (app.Services.GetService<DatabaseMigrations>() is { } migrations)
            await migrations.WaitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        return new RunningService(app);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, object body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var json = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return new(response.StatusCode, json ? JsonNode.Parse(text) : null, response.Headers);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
