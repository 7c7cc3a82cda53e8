using Platform.Engines.Elasticsearch.Aggregations;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Runs a search over its indices and merges what they find.</summary>
internal static class SearchExecution
{
    /// <param name="after">Where a scroll goes on; null: as the body says.</param>
    /// <param name="aggregate">False for the pages of a scroll but the first.</param>
    public static SearchOutcome Run(
        IReadOnlyList<IndexView> indices,
        SearchBody body,
        DateTimeOffset now,
        SearchAfterKeys? after = null,
        bool aggregate = true
    )
    {
        if (body.SortsByScoreOnly)
        {
            // As if nothing had been said of a sort: hits do not tell what they are sorted by.
            body = body with
            {
                Sort = [],
            };
        }

        QueryContext[] views = [.. indices.Select(index => new QueryContext(index, now))];
        CheckWindow(indices, body);
        Query[] queries = [.. views.Select(view => QueryOf(body, view))];
        SortCriterion[] criteria = [.. body.Sort.Select(field => SortCriterion.Of(field, views))];
        after ??= SearchAfterKeys.Read(body, criteria, views);
        var aggregators =
            aggregate && body.Aggregations is { } asked ? AggregationParser.Parse(asked, new AggregationContext(views, body, now)) : [];
        var outcome = IsPlain(body, after, aggregators)
            ? Best(views, queries, body)
            : Collected(views, queries, criteria, body, after, aggregators);
        return outcome with { Criteria = criteria };
    }

    /// <summary>The query of a body, or of the parameter <c>q</c>, for one index.</summary>
    public static Query QueryOf(SearchBody body, QueryContext view)
    {
        if (body.UriQuery is not { } uri)
        {
            return body.Query is { } query ? QueryParser.Parse(query, view) : new MatchAllQuery();
        }

        var options = new QueryStringOptions
        {
            Fields = uri.DefaultField is { } field ? [field] : null,
            Match = new(MatchKind.Terms)
            {
                And = uri.DefaultOperator?.Equals("and", StringComparison.OrdinalIgnoreCase) == true,
                Analyzer = uri.Analyzer is { } analyzer ? view.Analyzer(analyzer, "query_string") : null,
            },
        };
        return QueryStrings.Parse(uri.Text, options, uri.Lenient, view);
    }

    private static void CheckWindow(IReadOnlyList<IndexView> indices, SearchBody body)
    {
        foreach (var index in indices)
        {
            var window = (long)body.From + body.Size;
            if (window <= index.MaxResultWindow)
            {
                continue;
            }

            var reason = body.Scroll is null
                ? $"Result window is too large, from + size must be less than or equal to: [{index.MaxResultWindow}] but was [{window}]. "
                    + "See the scroll api for a more efficient way to request large data sets. "
                    + "This limit can be set by changing the [index.max_result_window] index level setting."
                : $"Batch size is too large, size must be less than or equal to: [{index.MaxResultWindow}] but was [{body.Size}]. "
                    + "Scroll batch sizes cost as much memory as result windows so they are controlled by the "
                    + "[index.max_result_window] index level setting.";
            throw new ElasticsearchException(400, "illegal_argument_exception", reason) { SearchPhase = "query", Index = index.Name };
        }
    }

    /// <summary>Whether the best by score are all that is wanted, so that documents which cannot be among them may be passed over.</summary>
    private static bool IsPlain(SearchBody body, SearchAfterKeys? after, IReadOnlyList<Aggregator> aggregators) =>
        body.SortsByScoreOnly
        && aggregators.Count == 0
        && after is null
        && body is { PostFilter: null, MinScore: null, Slice: null, Scroll: null };

    private static SearchOutcome Best(QueryContext[] views, Query[] queries, SearchBody body)
    {
        var wanted = body.From + body.Size;
        var total = 0L;
        var lowerBound = false;
        var hits = new List<Hit>();
        for (var i = 0; i < views.Length; i++)
        {
            var view = views[i].View;
            var searcher = new IndexSearcher(view.Snapshot, view.Mapping);
            if (wanted == 0)
            {
                total += body.TrackTotalHits == SearchBody.CountNone ? 0 : searcher.Count(queries[i]);
                continue;
            }

            var top = searcher.Top(queries[i], wanted, Math.Max(0, body.TrackTotalHits));
            var places = new ShardDocuments(i, view.Snapshot);
            total += top.Total;
            lowerBound |= top.TotalIsLowerBound;
            hits.AddRange(
                top.Hits.Select(hit => new Hit(i, hit.Segment, hit.Document, places.Of(hit.Segment, hit.Document), hit.Score, []))
            );
        }

        if (views.Length > 1)
        {
            hits = [.. hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.ShardDocument)];
        }

        var max = hits.Count > 0 ? hits.Max(hit => hit.Score) : float.NaN;
        return Outcome(views, queries, body, hits, total, lowerBound, max, []);
    }

    private static SearchOutcome Collected(
        QueryContext[] views,
        Query[] queries,
        SortCriterion[] criteria,
        SearchBody body,
        SearchAfterKeys? after,
        IReadOnlyList<Aggregator> aggregators
    )
    {
        if (criteria.Length == 0)
        {
            criteria = [SortCriterion.Of(new SortField("_score", Ascending: false), views)];
        }

        var queue = new HitQueue(criteria, body.From + body.Size);
        Aggregator[] everywhere = [.. aggregators.Where(aggregator => aggregator is GlobalAggregator)];
        Aggregator[] ofMatches = [.. aggregators.Except(everywhere)];
        var scores = body.NeedsScores && queue.Capacity > 0 || body.MinScore is not null || ofMatches.Any(one => one.NeedsScores);
        var total = 0L;
        var max = float.NegativeInfinity;
        for (var i = 0; i < views.Length; i++)
        {
            var view = views[i].View;
            var searcher = new IndexSearcher(view.Snapshot, view.Mapping);
            foreach (var aggregator in aggregators)
            {
                aggregator.EnterView(i);
            }

            foreach (var aggregator in everywhere)
            {
                searcher.Search(new MatchAllQuery(), scores: false, new GlobalCollector(aggregator));
            }

            var postFilter = body.PostFilter is { } filter ? DocumentSet.Of(view, QueryParser.Parse(filter, views[i])) : null;
            var collector = new FieldCollector(i, views[i], body, criteria, queue, after, ofMatches, postFilter);
            searcher.Search(queries[i], scores, collector);
            total += collector.Total;
            max = Math.Max(max, collector.MaxScore);
        }

        var known = scores && queue.Capacity > 0 && total > 0 && (body.Sort.Count == 0 || body.TrackScores);
        return Outcome(views, queries, body, [.. queue.Drain()], total, false, known ? max : float.NaN, aggregators);
    }

    private static SearchOutcome Outcome(
        QueryContext[] views,
        Query[] queries,
        SearchBody body,
        List<Hit> hits,
        long total,
        bool lowerBound,
        float max,
        IReadOnlyList<Aggregator> aggregators
    )
    {
        var page = hits.Skip(body.From).Take(body.Size).ToArray();
        var beyond = total > body.TrackTotalHits && body.TrackTotalHits != SearchBody.CountNone;
        return new(
            views,
            queries,
            [],
            page,
            beyond ? body.TrackTotalHits : total,
            beyond || lowerBound,
            body.Sort.Count > 0 && !body.TrackScores ? float.NaN : max,
            aggregators
        );
    }
}
