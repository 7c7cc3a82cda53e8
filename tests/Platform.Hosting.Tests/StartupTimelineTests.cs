using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting.Terminal;
using Platform.Hosting.Tests.Support;

namespace Platform.Hosting.Tests;

public sealed class StartupTimelineTests
{
    private readonly ExecutableResource _postgres = Graph.Program("postgres");
    private readonly ExecutableResource _redis = Graph.Program("redis");
    private readonly ExecutableResource _catalog;
    private readonly Graph _graph;

    public StartupTimelineTests()
    {
        _catalog = Graph.Program("catalog", _postgres, _redis);
        _graph = new Graph(_postgres, _redis, _catalog);
    }

    [Fact]
    public void The_longest_chain_names_what_was_waited_for_last_and_adds_up()
    {
        Play();

        _graph
            .Progress.Timeline.LongestChain()
            .Select(l => (l.Name, Math.Round(l.Took.TotalSeconds, 3)))
            .ShouldBe([("host", 0.1), ("postgres", 0.4), ("catalog", 0.7)]);
        _graph.Progress.Timeline.Total.TotalSeconds.ShouldBe(1.2, 0.001);
        StartupSummary.Chain(_graph.Progress.Timeline).ShouldBe("longest chain: host 0.10 s → postgres 0.40 s → catalog 0.70 s = 1.20 s");
    }

    [Fact]
    public void Each_step_is_kept_with_its_time()
    {
        Play();

        var catalog = _graph.Progress.Timeline.Spans.Single(s => s.Id == "catalog");

        catalog.Waiting!.Value.TotalSeconds.ShouldBe(0.1, 0.001);
        catalog.Starting!.Value.TotalSeconds.ShouldBe(0.5, 0.001);
        catalog.Running!.Value.TotalSeconds.ShouldBe(0.6, 0.001);
        catalog.Healthy!.Value.TotalSeconds.ShouldBe(1.2, 0.001);
        catalog.Waited.TotalSeconds.ShouldBe(0.4, 0.001);
    }

    [Fact]
    public void The_slowest_is_told_in_one_line()
    {
        Play();

        StartupSummary.Slowest(_graph.Progress.Timeline).ShouldBe("slowest: catalog 1.10 s (waited for postgres 0.40 s)");
    }

    [Fact]
    public void A_restart_after_the_start_is_no_part_of_it()
    {
        Play();
        _graph.Progress.Timeline.Conclude();

        _graph.Time.Move(60);
        _graph.Be(Graph.Program("late"), KnownResourceStates.Running);

        _graph.Progress.Timeline.Total.TotalSeconds.ShouldBe(1.2, 0.001);
    }

    [Fact]
    public void Parameters_and_what_never_starts_have_no_bar()
    {
        _graph.Be(_postgres, KnownResourceStates.NotStarted);
        _graph.Be(new ParameterResource("key", _ => "value"), KnownResourceStates.Active);

        _graph.Progress.Timeline.Spans.ShouldBeEmpty();
    }

    [Fact]
    public void The_bars_share_one_axis()
    {
        Play();
        var timeline = _graph.Progress.Timeline;
        var spans = timeline.Spans.ToDictionary(s => s.Id, s => string.Concat(WaterfallBar.Cells(s, timeline.Total, 12).Select(Letter)));

        spans["postgres"].ShouldBe(" SHHH       ");
        spans["redis"].ShouldBe(" SH         ");
        spans["catalog"].ShouldBe(" WWWWSHHHHHH");
    }

    [Fact]
    public void The_waterfall_fits_and_says_where_the_time_went()
    {
        Play();

        var lines = new WaterfallRenderer(new SpectreCanvas(colours: false)).Render(_graph.Progress.Timeline, 60);
        var seen = Emulator.Of(string.Join("\r\n", lines)).Lines;

        seen.ShouldAllBe(line => line.Length <= 60);
        seen[0].ShouldMatch("^redis +░+█+ +0.20 s$");
        seen[1].ShouldMatch("^postgres +░+█+ +0.40 s$");
        seen[2].ShouldMatch("^catalog +·+░+█+ +1.10 s$");
        seen.ShouldContain(line => line.StartsWith("longest chain:"));
    }

    private static char Letter(WaterfallPhase phase) =>
        phase switch
        {
            WaterfallPhase.Waiting => 'W',
            WaterfallPhase.Starting => 'S',
            WaterfallPhase.UntilHealthy => 'H',
            WaterfallPhase.Failed => 'F',
            _ => ' ',
        };

    /// <summary>Redis takes 0.2 s, PostgreSQL 0.4 s, Catalog waits for both and takes 0.7 s more.</summary>
    private void Play()
    {
        _graph.Time.Move(0.1);
        _graph.Be(_redis, KnownResourceStates.Starting);
        _graph.Be(_postgres, KnownResourceStates.Starting);
        _graph.Be(_catalog, KnownResourceStates.Waiting);
        _graph.Time.Move(0.1);
        _graph.Be(_redis, KnownResourceStates.Running, HealthStatus.Unhealthy);
        _graph.Be(_postgres, KnownResourceStates.Running, HealthStatus.Unhealthy);
        _graph.Time.Move(0.1);
        _graph.Be(_redis, KnownResourceStates.Running, HealthStatus.Healthy);
        _graph.Time.Move(0.2);
        _graph.Be(_postgres, KnownResourceStates.Running, HealthStatus.Healthy);
        _graph.Be(_catalog, KnownResourceStates.Starting);
        _graph.Time.Move(0.1);
        _graph.Be(_catalog, KnownResourceStates.Running, HealthStatus.Unhealthy);
        _graph.Time.Move(0.6);
        _graph.Be(_catalog, KnownResourceStates.Running, HealthStatus.Healthy);
        _graph.Launched();
    }
}
