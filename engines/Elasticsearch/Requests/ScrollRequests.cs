using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Scrolls: opened by a search, gone through page by page. Any thread.</summary>
internal sealed class ScrollRequests(TimeProvider time)
{
    /// <summary>The setting <c>search.max_open_scroll_context</c>'s default.</summary>
    private const int MaxScrolls = 500;

    private readonly SearchContexts<ScrollContext> scrolls = new(
        time,
        MaxScrolls,
        limit =>
            new(
                429,
                "too_many_scroll_contexts_exception",
                $"Trying to create too many scroll contexts. Must be less than or equal to: [{limit}]. "
                    + "This limit can be set by changing the [search.max_open_scroll_context] setting."
            )
            {
                SearchPhase = "query",
            }
    );

    public void Open(IReadOnlyList<IndexView> views, SearchBody search, TimeSpan keepAlive, long began, Utf8JsonWriter writer)
    {
        SearchContexts<ScrollContext>.CheckKeepAlive(keepAlive);
        var now = time.GetUtcNow();
        var outcome = SearchExecution.Run(views, search, now);
        // The body is read again for every page: it must outlive the request.
        var kept = search with
        {
            Query = search.Query?.Clone(),
            PostFilter = search.PostFilter?.Clone(),
            Highlight = search.Highlight is { } highlight
                ? new([.. highlight.Fields.Select(field => field with { Query = field.Query?.Clone() })])
                : null,
            Aggregations = null,
            Suggest = null,
        };
        var context = new ScrollContext(views, kept, now) { After = LastOf(outcome) };
        SearchResponse.Write(writer, outcome, search, time, began, scrolls.Open(context, keepAlive));
    }

    private static SearchAfterKeys? LastOf(SearchOutcome outcome) =>
        outcome.Hits is [.., var last] ? new(last.Keys, last.ShardDocument) : null;

    public void Next(JsonElement? body, RequestParameters parameters, Utf8JsonWriter writer, string? scrollId)
    {
        var began = time.GetTimestamp();
        scrollId = parameters.Text("scroll_id") ?? scrollId;
        var keepAlive = parameters.Text("scroll");
        var asNumber = parameters.Flag("rest_total_hits_as_int") ?? false;
        foreach (var property in RequestBodies.Properties(body))
        {
            switch (property.Name)
            {
                case "scroll_id":
                    scrollId = property.Value.Text();
                    break;
                case "scroll":
                    keepAlive = property.Value.Text();
                    break;
                default:
                    throw ElasticsearchException.IllegalArgument(
                        $"Unknown parameter [{property.Name}] in request body or parameter is of the wrong type[{property.Value.Token()}] "
                    );
            }
        }

        if (string.IsNullOrEmpty(scrollId))
        {
            throw SearchValidation.Failed(["scrollId is missing"]);
        }

        var context =
            scrolls.Find(scrollId, keepAlive is null ? null : TimeValue.Parse(keepAlive, "scroll"))
            ?? throw RequestBodies.NoContext(scrollId, "Cannot parse scroll id");
        lock (context)
        {
            // After the last page there is nothing, and nothing is searched for it.
            var search = context.Body with
            {
                TotalAsNumber = asNumber || context.Body.TotalAsNumber,
            };
            var outcome = SearchExecution.Run(
                context.Views,
                context.After is null ? search with { Size = 0 } : search,
                context.Now,
                context.After,
                aggregate: false
            );
            context.After = LastOf(outcome);
            SearchResponse.Write(writer, outcome, search, time, began, scrollId);
        }
    }

    public int Clear(JsonElement? body, RequestParameters parameters, Utf8JsonWriter writer, string? scrollId)
    {
        List<string> ids = [.. (parameters.Text("scroll_id") ?? scrollId ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)];
        foreach (var property in RequestBodies.Properties(body))
        {
            if (property.Name != "scroll_id")
            {
                throw ElasticsearchException.IllegalArgument(
                    $"Unknown parameter [{property.Name}] in request body or parameter is of the wrong type[{property.Value.Token()}] "
                );
            }

            ids =
                property.Value.ValueKind == JsonValueKind.Array
                    ? [.. property.Value.Items().Select(item => item.Text())]
                    : [property.Value.Text()];
        }

        if (ids.Count == 0)
        {
            throw SearchValidation.Failed(["no scroll ids specified"]);
        }

        return RequestBodies.WriteClosed(ids is ["_all"] ? scrolls.CloseAll(_ => true) : ids.Count(scrolls.Close), ids is ["_all"], writer);
    }

    public void Forget(string index) => scrolls.CloseAll(scroll => scroll.Views.Any(view => view.Name == index));
}
