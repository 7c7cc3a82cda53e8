using Platform.Dashboard.Live;
using Platform.Dashboard.Resources;

namespace Dashboard.Tests.Resources;

public class ConsoleTests
{
    private static readonly DateTimeOffset start = DateTimeOffset.UnixEpoch.AddDays(20_000);

    [Fact]
    public async Task Backlogs_are_interleaved_by_time_and_what_follows_by_arrival()
    {
        await using var graph = await GraphAsync("a", "b");
        graph.Host.Print("a", Line(1, 0, "a1"), Line(2, 20, "a2"));
        graph.Host.Print("b", Line(1, 10, "b1"), new ConsoleLine(2, null, "  b1 goes on", false));
        (await AllAsync(graph)).Items.Select(item => item.Text).ShouldBe(["a1", "b1", "  b1 goes on", "a2"]);

        graph.Host.Print("b", Line(3, 5, "late"));
        var page = await graph.UntilAsync(Topic.Console, () => AllAsync(graph, "?after=4"), page => page.Items.Count > 0);
        page.Items.ShouldHaveSingleItem().Text.ShouldBe("late");
        page.Next.ShouldBe(5);
    }

    [Fact]
    public async Task A_page_that_paused_goes_on_where_it_was_and_is_told_what_it_lost()
    {
        await using var graph = await GraphAsync("a");
        graph.Host.Print("a", [.. Enumerable.Range(1, ConsoleHub.LinesPerResource).Select(n => Line(n, n, $"line {n}"))]);
        var newest = await OneAsync(graph, "?limit=2");
        newest.Items.Select(item => item.Text).ShouldBe(["line 9999", "line 10000"]);
        newest.Next.ShouldBe(10_000);

        graph.Host.Print("a", [.. Enumerable.Range(10_001, 50).Select(n => Line(n, n, $"line {n}"))]);
        var after = await graph.UntilAsync(Topic.Console, () => OneAsync(graph, "?after=10000&limit=20"), page => page.Items.Count > 0);
        after.Items[0].Text.ShouldBe("line 10001");
        (after.Next, after.Remaining, after.Dropped).ShouldBe((10_020, 30, 0));

        var lost = await OneAsync(graph, "?after=10&limit=1");
        lost.Items[0].Text.ShouldBe("line 51");
        (lost.Dropped, lost.Oldest).ShouldBe((40, 51));
    }

    [Fact]
    public async Task Filtered_lines_are_found_in_colour_and_the_cursor_passes_the_others()
    {
        await using var graph = await GraphAsync("a");
        graph.Host.Print("a", Line(1, 1, "\e[32minfo\e[39m: fine"), Line(2, 2, "fail: INFO"), Line(3, 3, "warn"));
        var page = await OneAsync(graph, "?after=0&q=info: f");
        page.Items.ShouldHaveSingleItem().Line.ShouldBe(1);
        page.Next.ShouldBe(3);
        (await OneAsync(graph, "?q=info&before=3")).Items.Select(item => item.Line).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task The_lines_around_one_and_all_as_text()
    {
        await using var graph = await GraphAsync("a");
        graph.Host.Print("a", [.. Enumerable.Range(1, 200).Select(n => Line(n, n, $"\e[1mline {n}\e[0m"))]);
        var around = await graph.GetAsync("/api/resources/a/console/around?line=100", ResourcesJson.Default.ConsolePage);
        around.Items.Select(item => item.Line).ShouldBe(Enumerable.Range(50, 101).Select(n => (long)n));

        var text = await graph.Http.GetStringAsync("/api/resources/a/console/text", TestContext.Current.CancellationToken);
        text.ShouldStartWith($"{start.AddMilliseconds(1).UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} line 1\n");
        text.Split('\n').Length.ShouldBe(201);
    }

    [Fact]
    public async Task A_resource_that_comes_later_joins_the_others()
    {
        await using var graph = await GraphAsync("a");
        graph.Host.Print("a", Line(1, 1, "a1"));
        (await AllAsync(graph)).Items.ShouldHaveSingleItem();
        graph.Host.Print("b", Line(1, 0, "b1"));
        await graph.SayAsync(new ResourceSnapshot("b", "b", "Project"));
        (await AllAsync(graph)).Items.Select(item => item.Text).ShouldBe(["a1", "b1"]);
    }

    private static async Task<WatchedGraph> GraphAsync(params string[] ids)
    {
        var graph = await WatchedGraph.StartAsync();
        await graph.SayAsync([.. ids.Select(id => new ResourceSnapshot(id, id, "Project"))]);
        return graph;
    }

    private static ConsoleLine Line(long number, int milliseconds, string text) =>
        new(number, start.AddMilliseconds(milliseconds), text, false);

    private static Task<ConsolePage> AllAsync(WatchedGraph graph, string query = "") =>
        graph.GetAsync("/api/console" + query, ResourcesJson.Default.ConsolePage);

    private static Task<ConsolePage> OneAsync(WatchedGraph graph, string query = "") =>
        graph.GetAsync("/api/resources/a/console" + query, ResourcesJson.Default.ConsolePage);
}
