using Engines.Tests;
using Platform.Engines.Elasticsearch;

namespace Services.Tests.Search;

/// <summary>Elasticsearch of a test's own, which it can take away, bring back and rob of its data.</summary>
internal sealed class SearchEngine : IAsyncDisposable
{
    private const string Password = "of-these-tests";
    private readonly Sandbox sandbox = new();
    private ElasticsearchServer? running;
    private int port;
    private int volume;

    public string ConnectionString => $"http://elastic:{Password}@127.0.0.1:{port}";

    public static async Task<SearchEngine> StartAsync()
    {
        var engine = new SearchEngine();
        await engine.ResumeAsync();
        return engine;
    }

    /// <summary>Where it will be once it is resumed; nobody is there yet.</summary>
    public static SearchEngine Absent() => new() { port = Served.FreePort() };

    public async Task StopAsync()
    {
        if (running is not null)
            await running.DisposeAsync();
        running = null;
    }

    /// <summary>Starts it again where it was, with what it had.</summary>
    public async Task ResumeAsync()
    {
        running = await ElasticsearchServer.StartAsync(
            new()
            {
                DataDirectory = sandbox[$"elasticsearch-{volume}"],
                Port = port,
                Password = Password,
            },
            CancellationToken.None
        );
        port = running.Port;
    }

    /// <summary>Starts it again where it was, with nothing.</summary>
    public Task ResumeEmptyAsync()
    {
        volume++;
        return ResumeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        sandbox.Dispose();
    }
}
