namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>What in a request does not go together.</summary>
internal static class SearchValidation
{
    public static void Check(SearchBody search)
    {
        var problems = new List<string>();
        if (search.Scroll is not null)
        {
            if (search.TrackTotalHits == SearchBody.CountNone)
            {
                problems.Add("disabling [track_total_hits] is not allowed in a scroll context");
            }

            if (search.From > 0)
            {
                problems.Add("using [from] is not allowed in a scroll context");
            }

            if (search.Size == 0)
            {
                problems.Add("[size] cannot be [0] in a scroll context");
            }

            if (search.PointInTime is not null)
            {
                problems.Add("using [point in time] is not allowed in a scroll context");
            }

            if (search.SearchAfter is not null)
            {
                throw ElasticsearchException.IllegalArgument("`search_after` cannot be used in a scroll context.");
            }
        }
        else if (search.Slice is not null && search.PointInTime is null)
        {
            problems.Add("[slice] can only be used with [scroll] or [point-in-time] requests");
        }

        if (search.PointInTime is null && search.Sort.Any(field => field.Name == "_shard_doc"))
        {
            problems.Add("[_shard_doc] sort field cannot be used without [point in time]");
        }

        if (problems.Count > 0)
        {
            throw Failed(problems);
        }

        if (search.SearchAfter is not null && search.From > 0)
        {
            throw Failed(["`from` parameter must be set to 0 when `search_after` is used"]);
        }
    }

    public static ElasticsearchException Failed(IReadOnlyList<string> problems) =>
        new(
            400,
            "action_request_validation_exception",
            $"Validation Failed: {string.Concat(problems.Select((problem, i) => $"{i + 1}: {problem};"))}"
        );
}
