using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Reads a search's body and parameters.</summary>
internal static class SearchBodyParser
{
    public static SearchBody Read(JsonElement? body, RequestParameters parameters)
    {
        var search = new SearchBody();
        JsonElement? source = null;
        if (body is { ValueKind: not JsonValueKind.Undefined } element)
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                throw ElasticsearchException.Parsing($"Expected [START_OBJECT] but found [{element.Token()}]");
            }

            foreach (var property in element.Properties())
            {
                if (property.Name == "_source")
                {
                    source = property.Value;
                }
                else
                {
                    search = With(search, property);
                }
            }
        }

        search = SearchParameters.Apply(search with { Source = SourceFilter.Read(source, parameters) }, parameters);
        SearchValidation.Check(search);
        return search;
    }

    private static SearchBody With(SearchBody search, JsonProperty property)
    {
        var (name, value) = (property.Name, property.Value);
        switch (name)
        {
            case "query":
                return search with { Query = value };
            case "from":
                return search with { From = From(value.Int(name)) };
            case "size":
                return search with { Size = Size(value.Int(name)) };
            case "sort":
                return search with { Sort = SortField.Read(value) };
            case "track_scores":
                return search with { TrackScores = value.Bool(name) };
            case "search_after":
                return value.ValueKind == JsonValueKind.Array
                    ? search with
                    {
                        SearchAfter = [.. value.Items()],
                    }
                    : throw ElasticsearchException.Parsing($"Unknown key for a {value.Token()} in [search_after].");
            case "post_filter":
                return search with { PostFilter = value };
            case "min_score":
                return search with { MinScore = value.Float(name) };
            case "aggs" or "aggregations":
                return search with { Aggregations = value };
            case "highlight":
                return search with { Highlight = HighlightRequest.Read(value) };
            case "suggest":
                return search with { Suggest = value };
            case "track_total_hits":
                return search with { TrackTotalHits = TotalHits(value.Text()) };
            case "version":
                return search with { Version = value.Bool(name) };
            case "seq_no_primary_term":
                return search with { SeqNoPrimaryTerm = value.Bool(name) };
            case "fields":
                return search with { Fields = FetchedFields.Read(value, name) };
            case "docvalue_fields":
                return search with { DocValueFields = FetchedFields.Read(value, name) };
            case "pit":
                return search with { PointInTime = PointInTime(value) };
            case "slice":
                return search with { Slice = Slice(value) };
            case "timeout":
                TimeValue.ParseInterval(value.Text(), name);
                return search;
            case "explain" or "profile" when value.ValueKind == JsonValueKind.False:
                return search;
            case "stats" or "ext":
                // Labels for statistics, and for plugins.
                return search;
            case "terminate_after" when value.Int(name) == 0:
                return search;
            case "explain"
            or "profile"
            or "rescore"
            or "collapse"
            or "knn"
            or "retriever"
            or "rank"
            or "runtime_mappings"
            or "script_fields"
            or "indices_boost"
            or "terminate_after"
            or "stored_fields":
                throw ElasticsearchException.Unsupported($"[{name}] in a search");
            default:
                throw ElasticsearchException.Parsing($"Unknown key for a {value.Token()} in [{name}].");
        }
    }

    public static int From(int from) =>
        from >= 0 ? from : throw ElasticsearchException.IllegalArgument($"[from] parameter cannot be negative but was [{from}]");

    public static int Size(int size) =>
        size >= 0 ? size : throw ElasticsearchException.IllegalArgument($"[size] parameter cannot be negative, found [{size}]");

    public static long TotalHits(string text) =>
        text switch
        {
            "true" or "" => SearchBody.CountAll,
            "false" or "-1" => SearchBody.CountNone,
            _ when int.TryParse(text, out var number) && number >= 0 => number == int.MaxValue ? SearchBody.CountAll : number,
            _ => throw ElasticsearchException.IllegalArgument($"[track_total_hits] parameter must be positive or equals to -1, got {text}"),
        };

    private static (string Id, TimeSpan? KeepAlive) PointInTime(JsonElement value)
    {
        string? id = null;
        TimeSpan? keepAlive = null;
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.Properties())
            {
                switch (property.Name)
                {
                    case "id":
                        id = property.Value.Text();
                        break;
                    case "keep_alive":
                        keepAlive = TimeValue.Parse(property.Value.Text(), "keep_alive");
                        break;
                    default:
                        throw new ElasticsearchException(400, "x_content_parse_exception", $"[pit] unknown field [{property.Name}]");
                }
            }
        }

        return id is { Length: > 0 } ? (id, keepAlive) : throw ElasticsearchException.IllegalArgument("Required [id]");
    }

    private static (int Id, int Max) Slice(JsonElement value)
    {
        var (id, max) = (-1, -1);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.Properties())
            {
                switch (property.Name)
                {
                    case "id":
                        id = property.Value.Int(property.Name);
                        break;
                    case "max":
                        max = property.Value.Int(property.Name);
                        break;
                    default:
                        throw ElasticsearchException.Unsupported($"[{property.Name}] in a slice");
                }
            }
        }

        return max <= 1 ? throw ElasticsearchException.IllegalArgument("max must be greater than 1")
            : id < 0 ? throw ElasticsearchException.IllegalArgument("id must be greater than or equal to 0")
            : id >= max ? throw ElasticsearchException.IllegalArgument("max must be greater than id")
            : (id, max);
    }
}
