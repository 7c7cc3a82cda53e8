using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting.Terminal;
using Platform.Hosting.Tests.Support;

namespace Platform.Hosting.Tests;

public sealed class TableTests
{
    private static readonly TerminalOptions s_plainColours = new(Enabled: true, Logs: false, Report: null, Live: true, Colours: false);

    [Fact]
    public void A_row_tells_state_health_age_address_and_error()
    {
        var api = Graph.Program("api");
        var graph = new Graph(api);
        graph.Be(api, KnownResourceStates.Running, HealthStatus.Unhealthy, url: "http://localhost:8080", because: "connection refused");
        graph.Time.Move(75);

        var seen = Show(graph, 120, 30);

        seen.ShouldContain(line =>
            line.StartsWith("api ") && line.Contains("Running") && line.Contains("Unhealthy") && line.Contains("1 min")
        );
        seen.ShouldContain(line => line.Contains("http://localhost:8080") && line.Contains("connection refused"));
    }

    [Fact]
    public void A_server_that_came_up_this_moment_has_no_error_yet()
    {
        var api = Graph.Program("api");
        var graph = new Graph(api);

        graph.Be(api, KnownResourceStates.Running, HealthStatus.Unhealthy, because: "connection refused");

        Show(graph, 120, 30).ShouldNotContain(line => line.Contains("refused"));
    }

    [Fact]
    public void What_waits_says_for_what()
    {
        var (db, cache) = (Graph.Program("db"), Graph.Program("cache"));
        var api = Graph.Program("api", db, cache);
        var graph = new Graph(db, cache, api);
        graph.Be(cache, KnownResourceStates.Running, HealthStatus.Healthy);
        graph.Be(db, KnownResourceStates.Starting);

        graph.Be(api, KnownResourceStates.Waiting);

        Show(graph, 120, 30).ShouldContain(line => line.StartsWith("api ") && line.TrimEnd().EndsWith("waits for db"));
    }

    [Fact]
    public void Children_stand_under_their_parent_and_replicas_under_their_resource()
    {
        var server = Graph.Program("server");
        var other = Graph.Program("other");
        var database = new Database("database", server);
        other.Annotations.Add(new ReplicaAnnotation(2));
        var graph = new Graph(server, other, database);
        graph.Be(server, KnownResourceStates.Running);
        graph.Be(database, KnownResourceStates.Running);
        graph.Be(other, KnownResourceStates.Running, id: "other-2");
        graph.Be(other, KnownResourceStates.Starting, id: "other-1");

        var names = Show(graph, 100, 30).Skip(1).Take(5).Select(line => line[..10].TrimEnd());

        names.ShouldBe(["server", "  database", "other ×2", "  other-1", "  other-2"]);
    }

    [Fact]
    public void What_has_no_state_or_is_a_parameter_with_a_value_is_not_shown()
    {
        var stateless = Graph.Program("stateless");
        var given = new ParameterResource("given", _ => "value");
        var missing = new ParameterResource("missing", _ => "value");
        var graph = new Graph(stateless, given, missing);
        graph.Be(stateless, null);
        graph.Be(given, KnownResourceStates.Active);

        graph.Be(missing, KnownResourceStates.ValueMissing);

        var seen = Show(graph, 100, 30);
        seen.ShouldContain(line => line.StartsWith("missing") && line.Contains("ValueMissing"));
        seen.ShouldNotContain(line => line.StartsWith("stateless") || line.StartsWith("given"));
    }

    [Theory]
    [InlineData(40, 10)]
    [InlineData(60, 24)]
    [InlineData(200, 12)]
    [InlineData(24, 6)]
    public void The_table_fits_the_terminal_and_keeps_what_is_wrong_in_sight(int width, int height)
    {
        var programs = Enumerable.Range(1, 40).Select(i => Graph.Program($"program-with-a-name-{i:00}")).ToArray();
        var graph = new Graph(programs);
        foreach (var program in programs)
        {
            graph.Be(program, KnownResourceStates.Running, HealthStatus.Healthy, url: $"http://localhost:1234/{program.Name}");
        }
        graph.Be(programs[33], KnownResourceStates.FailedToStart);
        graph.Loggers.GetLogger(programs[33]).Log("a reason that is much too long for any terminal to show as a whole in one line");

        var seen = Show(graph, width, height);

        seen.Count.ShouldBeLessThan(height);
        seen.ShouldAllBe(line => line.Length < width);
        seen.ShouldContain(line => line.Contains("Failed"));
        seen.ShouldContain(line => line.StartsWith("… "));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(12, 40)]
    public void A_terminal_too_small_for_anything_is_no_error(int width, int height)
    {
        var (db, api) = (Graph.Program("database-server"), Graph.Program("api"));
        var graph = new Graph(db, api);
        graph.Be(db, KnownResourceStates.Running, HealthStatus.Healthy, url: "http://localhost:8080");
        graph.Be(api, KnownResourceStates.FailedToStart);

        Show(graph, width, height).Count.ShouldBeLessThanOrEqualTo(Math.Max(1, height - 1));
        new WaterfallRenderer(new SpectreCanvas(colours: false)).Render(graph.Progress.Timeline, width).ShouldNotBeEmpty();
    }

    [Fact]
    public void Korean_and_control_characters_do_not_break_the_columns()
    {
        SpectreCanvas.Cut("주문 서비스", 5).ShouldBe("주문…");
        SpectreCanvas.Cut("a\e[31m\tb", 20).ShouldBe("a [31m b");
        SpectreCanvas.Cut("fits", 4).ShouldBe("fits");
    }

    [Fact]
    public void Colours_are_left_out_when_they_are_not_wanted_and_links_stay()
    {
        var api = Graph.Program("api");
        var graph = new Graph(api);
        graph.Be(api, KnownResourceStates.Running, HealthStatus.Healthy, url: "http://localhost:8080");

        var without = Draw(graph, s_plainColours, 100, 30);
        var with = Draw(graph, s_plainColours with { Colours = true }, 100, 30);

        without.ShouldNotContain("\e[32m");
        with.ShouldContain("\e[32m");
        without.ShouldMatch(@"\e\]8;[^;]*;http://localhost:8080\e\\");
    }

    private static string Draw(Graph graph, TerminalOptions options, int width, int height)
    {
        var notes = new ErrorNotes(graph.Loggers);
        foreach (var instance in graph.Progress.Instances.Values)
        {
            notes.TakeAsync(instance.Event).GetAwaiter().GetResult();
        }
        var frame = new FrameComposer(graph.Model, graph.Progress, options, graph.Time).Compose((width, height), notes);
        return string.Join("\r\n", frame.Lines);
    }

    private static IReadOnlyList<string> Show(Graph graph, int width, int height) =>
        Emulator.Of(Draw(graph, s_plainColours, width, height)).Lines;

    private sealed class Database(string name, IResource parent) : Resource(name), IResourceWithParent
    {
        public IResource Parent => parent;
    }
}
