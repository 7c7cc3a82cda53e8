using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Suggest;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>The body's <c>suggest</c>: terms.</summary>
internal static class SuggestRequest
{
    public sealed record Answer(string Name, IReadOnlyList<TermSuggestion> Suggestions);

    public static IReadOnlyList<Answer> Run(JsonElement suggest, IReadOnlyList<QueryContext> views)
    {
        if (suggest.ValueKind != JsonValueKind.Object)
        {
            throw ElasticsearchException.Parsing($"Unknown key for a {suggest.Token()} in [suggest].");
        }

        var text = suggest.TryGetProperty("text", out var global) && global.IsScalar() ? global.Text() : null;
        Segment[] segments = [.. views.SelectMany(view => view.View.Snapshot.Segments)];
        return
        [
            .. suggest
                .Properties()
                .Where(property => property.Value.ValueKind == JsonValueKind.Object)
                .Select(property => One(property.Name, property.Value, text, segments, views)),
        ];
    }

    private static Answer One(
        string name,
        JsonElement asked,
        string? text,
        IReadOnlyList<Segment> segments,
        IReadOnlyList<QueryContext> views
    )
    {
        JsonElement term = default;
        foreach (var property in asked.Properties())
        {
            switch (property.Name)
            {
                case "text":
                    text = property.Value.Text();
                    break;
                case "term":
                    term = property.Value;
                    break;
                default:
                    throw ElasticsearchException.Unsupported($"the suggester [{property.Name}]");
            }
        }

        if (term.ValueKind != JsonValueKind.Object)
        {
            throw ElasticsearchException.IllegalArgument($"Suggestion [{name}] names no suggester: give it [term].");
        }

        var (path, options) = Read(term, views);
        if (text is null)
        {
            throw ElasticsearchException.IllegalArgument("The required text option is missing");
        }

        if (views.Count == 0)
        {
            return new(name, []);
        }

        var field =
            views.Select(view => view.Mapping.Find(path)).FirstOrDefault(found => found is not null)
            ?? throw views[0].Failed($"no mapping found for field [{path}]");
        return new(name, field.Type is FieldType.Text or FieldType.Keyword ? TermSuggester.Suggest(segments, field, text, options) : []);
    }

    private static (string Field, TermSuggestOptions Options) Read(JsonElement term, IReadOnlyList<QueryContext> views)
    {
        string? field = null;
        var options = new TermSuggestOptions();
        foreach (var property in term.Properties())
        {
            var (name, value) = (property.Name, property.Value);
            if (name == "field")
            {
                field = value.Text();
                continue;
            }

            options = name switch
            {
                "analyzer" when views.Count > 0 => options with { Analyzer = views[0].Analyzer(value.Text(), "suggest") },
                "analyzer" => options,
                "size" => options with { Size = value.Int(name) },
                "shard_size" => options with { ShardSize = value.Int(name) },
                "suggest_mode" => options with { Mode = Mode(value.Text()) },
                "sort" => options with { SortByFrequency = ByFrequency(value.Text()) },
                "string_distance" => options with { StringDistance = Distance(value.Text()) },
                "max_edits" => options with
                {
                    MaxEdits = value.Int(name) is var edits and (1 or 2)
                        ? edits
                        : throw ElasticsearchException.IllegalArgument("maxEdits must be between 1 and 2"),
                },
                "prefix_length" => options with { PrefixLength = value.Int(name) },
                "min_word_length" => options with { MinWordLength = value.Int(name) },
                "min_doc_freq" => options with { MinDocFreq = value.Float(name) },
                "max_term_freq" => options with { MaxTermFreq = value.Float(name) },
                "max_inspections" => options with { MaxInspections = value.Int(name) },
                "accuracy" => options with { Accuracy = value.Float(name) },
                _ => throw ElasticsearchException.Parsing($"suggester[term] doesn't support field [{name}]"),
            };
        }

        return (field ?? throw new ElasticsearchException(400, "parse_exception", "the required field option is missing"), options);
    }

    private static SuggestMode Mode(string mode) =>
        mode.ToLowerInvariant() switch
        {
            "missing" => SuggestMode.Missing,
            "popular" => SuggestMode.Popular,
            "always" => SuggestMode.Always,
            _ => throw ElasticsearchException.IllegalArgument($"No enum constant SuggestMode.{mode.ToUpperInvariant()}"),
        };

    private static bool ByFrequency(string sort) =>
        sort.ToLowerInvariant() switch
        {
            "frequency" => true,
            "score" => false,
            _ => throw ElasticsearchException.IllegalArgument($"No enum constant SortBy.{sort.ToUpperInvariant()}"),
        };

    private static StringDistance Distance(string name) =>
        name.ToLowerInvariant() switch
        {
            "internal" or "damerau_levenshtein" => StringDistance.Internal,
            "levenshtein" => StringDistance.Levenshtein,
            "jaro_winkler" or "ngram" => throw ElasticsearchException.Unsupported($"[string_distance: {name}] in a suggestion"),
            _ => throw ElasticsearchException.IllegalArgument($"Illegal distance option {name}"),
        };

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Answer> answers, bool typedKeys)
    {
        writer.WriteStartObject("suggest");
        foreach (var answer in answers)
        {
            writer.WriteStartArray(typedKeys ? $"term#{answer.Name}" : answer.Name);
            foreach (var suggestion in answer.Suggestions)
            {
                writer.WriteStartObject();
                writer.WriteString("text", suggestion.Text);
                writer.WriteNumber("offset", suggestion.Offset);
                writer.WriteNumber("length", suggestion.Length);
                writer.WriteStartArray("options");
                foreach (var option in suggestion.Options)
                {
                    writer.WriteStartObject();
                    writer.WriteString("text", option.Text);
                    writer.WritePropertyName("score");
                    JavaNumbers.WriteFloat(writer, option.Score);
                    writer.WriteNumber("freq", option.Frequency);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
