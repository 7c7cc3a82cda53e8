using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting.Terminal;
using Platform.Hosting.Tests.Support;

namespace Platform.Hosting.Tests;

public sealed class PlainConsoleTests : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly ExecutableResource _api = Graph.Program("api");
    private readonly ExecutableResource _worker = Graph.Program("worker");
    private readonly WatchedWriter _output = new();
    private readonly TerminalNews _news = new();
    private readonly Graph _graph;
    private PlainConsole? _console;

    public PlainConsoleTests() => _graph = new Graph(_api, _worker);

    public async ValueTask DisposeAsync()
    {
        if (_console is not null)
        {
            await _console.StopAsync(CancellationToken.None);
            _console.Dispose();
        }
    }

    [Fact]
    public async Task A_line_for_each_change_and_one_for_the_whole()
    {
        await StartAsync(logs: false);

        _graph.Time.Move(1.5);
        await PublishAsync(_api, KnownResourceStates.Starting);
        await PublishAsync(_api, KnownResourceStates.Running);
        await PublishAsync(_worker, KnownResourceStates.Running);
        await _output.Containing("worker  healthy");
        _graph.Start.Set();

        await _output.Containing("All healthy.");
        _output.Lines[0].ShouldBe("  1.50s  api     starting");
        _output.Lines[1].ShouldBe("  1.50s  api     healthy");
        await _output.Containing("slowest: ");
    }

    [Fact]
    public async Task A_failure_shows_the_last_lines_of_its_log_and_is_named()
    {
        await StartAsync(logs: false);
        _graph.Loggers.GetLogger(_api).Log("cannot bind port 8080");

        await PublishAsync(_api, KnownResourceStates.FailedToStart);

        await _output.Containing("Failed: api.");
        _output.Lines.ShouldContain(line => line.EndsWith("api    | cannot bind port 8080"));
    }

    [Fact]
    public async Task Logs_are_printed_with_aligned_names()
    {
        await StartAsync(logs: true);
        await PublishAsync(_api, KnownResourceStates.Running);
        await PublishAsync(_worker, KnownResourceStates.Running);

        _graph.Loggers.GetLogger(_api).Log("hello");
        _graph.Loggers.GetLogger(_worker).Log("""{"timestamp":"2026-01-02T03:04:05Z","level":"warning","message":"slow"}""");

        await _output.Containing("api    | hello");
        (await _output.Containing("worker | ")).ShouldMatch(@"^worker \| \d\d:04:05.000 warn slow$");
    }

    [Fact]
    public async Task The_link_to_the_dashboard_is_a_line()
    {
        await StartAsync(logs: false);
        _news.Tell("Dashboard:", new Uri("http://localhost:18888/login?t=abc"));
        await _output.Containing("Dashboard: http://localhost:18888/login?t=abc");
    }

    private async Task StartAsync(bool logs)
    {
        _console = new PlainConsole(
            _graph.Progress,
            _graph.Loggers,
            _graph.Model,
            new TerminalOptions(Enabled: true, logs, Report: null),
            _graph.Lifetime,
            _graph.Time,
            _news,
            [],
            _output
        );
        await _console.StartAsync(CancellationToken.None);
    }

    /// <summary>Publishes, and returns when the console has taken it in.</summary>
    private async Task PublishAsync(IResource resource, string state)
    {
        await _graph.Notifications.PublishUpdateAsync(resource, s => s with { State = state });
        var summary = state == KnownResourceStates.Running ? nameof(HealthStatus.Healthy) : state;
        await _output.Containing($"{resource.Name, -6}  {summary.ToLowerInvariant()}").WaitAsync(s_patience);
    }
}
