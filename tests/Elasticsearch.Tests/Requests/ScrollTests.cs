using System.Text.Json.Nodes;

namespace Platform.Engines.Elasticsearch.Tests.Requests;

public sealed class ScrollTests
{
    private readonly ManualTime time = new();
    private readonly TestIndex index = new("""{"n":{"type":"long"},"group":{"type":"keyword"}}""");
    private readonly TestSearches searches;

    public ScrollTests()
    {
        searches = new(time);
        // In two segments, and ten share each value.
        foreach (var i in Enumerable.Range(0, 95))
        {
            index.Put($"{i}", $$"""{"n":{{i / 10}},"group":"g{{i % 2}}"}""");
            if (i == 50)
            {
                index.Refresh();
            }
        }

        index.Refresh();
    }

    private JsonNode Next(string id, string keepAlive = "1m") =>
        TestSearches.Answer(writer =>
            searches.Requests.Scroll(
                TestSearches.Body($$"""{"scroll_id":"{{id}}","scroll":"{{keepAlive}}"}"""),
                TestSearches.Parameters(""),
                writer
            )
        );

    private int Clear(string body) =>
        TestSearches.Answer(writer => searches.Requests.ClearScroll(TestSearches.Body(body), TestSearches.Parameters(""), writer))
            is { } answer
            ? (int)answer["num_freed"]!
            : 0;

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"sort":["_doc"]}""")]
    [InlineData("""{"sort":[{"n":"desc"}]}""")]
    [InlineData("""{"query":{"bool":{"should":[{"term":{"n":3}},{"match_all":{}}]}}}""")]
    public void A_scroll_gives_everything_once_as_it_was(string body)
    {
        var query = JsonNode.Parse(body)!.AsObject();
        query["size"] = 10;
        var page = searches.Search(index, query.ToJsonString(), "scroll=1m");
        index.Put("new", """{"n":3}""");
        index.Remove("7");
        index.Refresh();

        var seen = new List<string>();
        while (TestSearches.Ids(page) is { Length: > 0 } ids)
        {
            ((int)page["hits"]!["total"]!["value"]!).ShouldBe(95);
            seen.AddRange(ids);
            page = Next((string)page["_scroll_id"]!);
        }

        seen.Order().ShouldBe(Enumerable.Range(0, 95).Select(i => $"{i}").Order());
    }

    [Fact]
    public void Slices_of_a_scroll_are_the_whole()
    {
        var seen = new List<string>();
        foreach (var slice in Enumerable.Range(0, 3))
        {
            var page = searches.Search(index, $$$"""{"size":20,"slice":{"id":{{{slice}}},"max":3}}""", "scroll=1m");
            while (TestSearches.Ids(page) is { Length: > 0 } ids)
            {
                seen.AddRange(ids);
                page = Next((string)page["_scroll_id"]!);
            }
        }

        seen.Order().ShouldBe(Enumerable.Range(0, 95).Select(i => $"{i}").Order());
    }

    [Fact]
    public void A_scroll_ends_when_nobody_has_asked_for_as_long_as_it_was_to_be_kept()
    {
        var id = (string)searches.Search(index, """{"size":10}""", "scroll=1m")["_scroll_id"]!;
        time.Advance(TimeSpan.FromSeconds(50));
        Next(id);
        time.Advance(TimeSpan.FromSeconds(50));
        Next(id);
        time.Advance(TimeSpan.FromSeconds(70));

        var refusal = Should.Throw<ElasticsearchException>(() => Next(id));

        (refusal.Status, refusal.Type, refusal.SearchPhase).ShouldBe((404, "search_context_missing_exception", "query"));
    }

    [Fact]
    public void A_cleared_scroll_is_gone()
    {
        var id = (string)searches.Search(index, """{"size":10}""", "scroll=1m")["_scroll_id"]!;

        Clear($$"""{"scroll_id":["{{id}}"]}""").ShouldBe(1);

        Clear($$"""{"scroll_id":"{{id}}"}""").ShouldBe(0);
        Should.Throw<ElasticsearchException>(() => Next(id)).Status.ShouldBe(404);
        Should.Throw<ElasticsearchException>(() => Next("nonsense")).Status.ShouldBe(400);
    }

    [Fact]
    public void No_more_than_five_hundred_scrolls_are_kept()
    {
        foreach (var _ in Enumerable.Range(0, 500))
        {
            searches.Search(index, """{"size":1}""", "scroll=1m");
        }

        Should
            .Throw<ElasticsearchException>(() => searches.Search(index, """{"size":1}""", "scroll=1m"))
            .Message.ShouldStartWith("Trying to create too many scroll contexts. Must be less than or equal to: [500].");
        time.Advance(TimeSpan.FromMinutes(2));
        time.Timers.ShouldBe(0);
        searches.Search(index, """{"size":1}""", "scroll=1m");
    }

    [Theory]
    [InlineData("""{"from":1}""", "scroll=1m", "Validation Failed: 1: using [from] is not allowed in a scroll context;")]
    [InlineData("""{"size":0}""", "scroll=1m", "Validation Failed: 1: [size] cannot be [0] in a scroll context;")]
    [InlineData(
        """{"size":10001}""",
        "scroll=1m",
        "Batch size is too large, size must be less than or equal to: [10000] but was [10001]. Scroll batch sizes cost as much memory as result windows so they are controlled by the [index.max_result_window] index level setting."
    )]
    [InlineData("{}", "scroll=soon", "failed to parse setting [scroll] with value [soon] as a time value: unit is missing or unrecognized")]
    public void Refuses_what_does_not_go_with_a_scroll(string body, string parameters, string reason) =>
        Should.Throw<ElasticsearchException>(() => searches.Search(index, body, parameters)).Message.ShouldBe(reason);

    [Fact]
    public void Pages_of_a_point_in_time_are_neither_short_nor_double()
    {
        var pit = searches.OpenPointInTime(index);
        index.Put("new", """{"n":3}""");
        index.Refresh();

        var seen = new List<string>();
        var after = "";
        while (true)
        {
            var page = searches.Search([], $$$"""{"size":7,"sort":[{"n":"desc"}],"pit":{"id":"{{{pit}}}","keep_alive":"1m"}{{{after}}}}""");
            ((string)page["pit_id"]!).ShouldBe(pit);
            if (TestSearches.Ids(page) is not { Length: > 0 } ids)
            {
                break;
            }

            seen.AddRange(ids);
            var last = page["hits"]!["hits"]!.AsArray()[^1]!["sort"]!.AsArray();
            last.Count.ShouldBe(2);
            after = $",\"search_after\":{last.ToJsonString()}";
        }

        seen.Distinct().Count().ShouldBe(95);
        seen.Count.ShouldBe(95);
        Close(pit).ShouldBe((200, 1));
        Close(pit).ShouldBe((404, 0));
        Should
            .Throw<ElasticsearchException>(() => searches.Search([], $$$"""{"pit":{"id":"{{{pit}}}"}}"""))
            .Type.ShouldBe("search_context_missing_exception");
    }

    private (int Status, int Freed) Close(string id)
    {
        var status = 0;
        var answer = TestSearches.Answer(writer =>
            status = searches.Requests.ClosePointInTime(TestSearches.Body($$"""{"id":"{{id}}"}"""), writer)
        );
        return (status, (int)answer["num_freed"]!);
    }
}
