using System.Text.Json.Nodes;

namespace Search.Queries;

/// <summary>A shopper's search in Elasticsearch's words.</summary>
internal static class SearchBody
{
    // No text has these in it: what they enclose is marked when all else is made safe for HTML.
    public const char MarkBegin = '\u0002';
    public const char MarkEnd = '\u0003';

    private static readonly string[] Fields = ["id", "name", "nameEn", "description", "category", "price", "stock", "version", "createdAt"];

    /// <summary>What has every word of the text somewhere, the best first; everything where there is no text.</summary>
    public static JsonObject Text(string? text) =>
        text is null
            ? Dsl.MatchAll()
            : Dsl.Ranked(
                Dsl.AnyOf(
                    Dsl.MatchEachInOneOf(text, "name^4", "nameEn^4", "description", "text", "text.english"),
                    Dsl.MatchEach("words.synonyms", text, boost: 2)
                ),
                Dsl.MatchPhraseInOneOf(text, "name^2", "nameEn^2"),
                Dsl.MatchEach("name.whole", text, boost: 10),
                Dsl.MatchEach("nameEn.whole", text, boost: 10)
            );

    /// <summary>
    /// One page, with what the facets count. Filters come after the counting, so that a facet may count what its own filter hides.
    /// </summary>
    public static JsonObject Page(SearchQuery query)
    {
        var body = Common(query);
        body["query"] = Text(query.Text);
        body["from"] = (query.Page - 1) * query.PageSize;
        body["aggs"] = FacetBody.Of(query);
        var filters = Filters.Of(query);
        if (filters.Count > 0)
            body["post_filter"] = Dsl.Filter(filters.Values);
        return body;
    }

    /// <summary>What follows <paramref name="after"/> in the index as it was when the point in time was taken.</summary>
    public static JsonObject Slice(SearchQuery query, string pointInTime, string keepAlive, JsonNode? after)
    {
        var body = Common(query);
        body["query"] = Dsl.Filtered(Text(query.Text), Filters.Of(query).Values);
        body["pit"] = new JsonObject { ["id"] = pointInTime, ["keep_alive"] = keepAlive };
        if (after is not null)
            body["search_after"] = after;
        return body;
    }

    /// <summary>The fields of a product as shoppers see it.</summary>
    public static JsonArray Source() => Dsl.List(Fields.Select(field => (JsonNode)field));

    private static JsonObject Common(SearchQuery query)
    {
        var body = new JsonObject
        {
            ["size"] = query.PageSize,
            ["track_total_hits"] = true,
            ["_source"] = Source(),
            ["sort"] = Dsl.List(Sort(query.Order)),
        };
        if (query.Text is not null)
            body["highlight"] = Highlight();
        return body;
    }

    /// <summary>The id decides among equals: without it pages could overlap.</summary>
    private static JsonObject[] Sort(string order) =>
        order switch
        {
            "price" => [Dsl.SortBy("price", "asc"), Dsl.SortBy("id", "asc")],
            "-price" => [Dsl.SortBy("price", "desc"), Dsl.SortBy("id", "asc")],
            SearchQuery.Newest => [Dsl.SortBy("createdAt", "desc"), Dsl.SortBy("id", "desc")],
            _ => [Dsl.SortBy("_score", "desc"), Dsl.SortBy("id", "asc")],
        };

    private static JsonObject Highlight() =>
        new()
        {
            ["pre_tags"] = Dsl.List(MarkBegin.ToString()),
            ["post_tags"] = Dsl.List(MarkEnd.ToString()),
            ["fields"] = new JsonObject
            {
                ["name"] = Dsl.Of("number_of_fragments", 0),
                ["nameEn"] = Dsl.Of("number_of_fragments", 0),
                ["description"] = new JsonObject { ["fragment_size"] = 120, ["number_of_fragments"] = 1 },
            },
        };
}
