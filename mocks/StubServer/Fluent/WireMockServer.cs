using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Platform.Mocks.Stubs;
using Platform.Mocks.Stubs.Journal;
using Platform.Mocks.Stubs.Mappings;
using WireMock.Logging;
using WireMock.RequestBuilders;
using WireMock.Settings;

namespace WireMock.Server;

/// <summary>A stub server in the test's own process, with <c>/__admin</c>.</summary>
public sealed class WireMockServer : IDisposable
{
    private readonly WebApplication app;
    private readonly StubStore stubs;
    private readonly RequestJournal journal;

    private WireMockServer(WebApplication app)
    {
        this.app = app;
        stubs = app.Services.GetRequiredService<StubStore>();
        journal = app.Services.GetRequiredService<RequestJournal>();
        Urls = [.. app.Urls];
    }

    public bool IsStarted { get; private set; } = true;

    public string[] Urls { get; }

    public string? Url => Urls[0];

    public int Port => new Uri(Urls[0]).Port;

    /// <summary>The requests served so far, oldest first.</summary>
    public IReadOnlyList<ILogEntry> LogEntries => [.. journal.All.Reverse().Select(served => new LogEntry(served))];

    /// <param name="port">On the loopback address; null or 0 takes a free one.</param>
    public static WireMockServer Start(int? port = null) => Start(new WireMockServerSettings { Port = port });

    public static WireMockServer Start(WireMockServerSettings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{settings.Port ?? 0}");
        builder.Services.AddRoutingCore();
        builder.Services.AddStubs(options => options.Folder = settings.Folder);
        var app = builder.Build();
        app.UseRouting();
        app.UseStubs();
        // WireMock.Net's signature is synchronous; there is no context here that could wait for itself.
        Task.Run(() => app.StartAsync()).GetAwaiter().GetResult();
        return new WireMockServer(app);
    }

    /// <summary>Begins a stub; it is served once it knows its answer.</summary>
    public IRespondWithAProvider Given(IRequestBuilder request) => new RespondWithAProvider(stubs, (Request)request);

    /// <summary>The entries that the description matches, oldest first.</summary>
    public IReadOnlyList<ILogEntry> FindLogEntries(IRequestBuilder request)
    {
        var pattern = ((Request)request).ToPattern();
        return [.. journal.All.Reverse().Where(served => pattern.Matches(served.Request)).Select(served => new LogEntry(served))];
    }

    public HttpClient CreateClient() => new() { BaseAddress = new Uri(Urls[0]) };

    /// <summary>Forgets stubs, states and log.</summary>
    public void Reset()
    {
        ResetMappings();
        ResetScenarios();
        ResetLogEntries();
    }

    public void ResetMappings() => stubs.Clear();

    public void ResetScenarios() => stubs.Scenarios.Reset();

    public void ResetLogEntries() => journal.Remove(_ => true);

    public void Stop()
    {
        if (!IsStarted)
            return;
        IsStarted = false;
        // A stub that is waiting out its delay is not waited for.
        using var atOnce = new CancellationTokenSource();
        atOnce.Cancel();
        Task.Run(() => app.StopAsync(atOnce.Token)).GetAwaiter().GetResult();
        Task.Run(() => app.DisposeAsync().AsTask()).GetAwaiter().GetResult();
    }

    public void Dispose() => Stop();
}
