using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Highlighting;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>The body's <c>highlight</c>: plain highlighting, whatever name the default goes by.</summary>
internal sealed record HighlightRequest(IReadOnlyList<HighlightRequest.OfField> Fields)
{
    /// <param name="Query">What is looked for instead of the search's query; null: that.</param>
    public sealed record OfField(string Pattern, HighlightOptions Options, JsonElement? Query);

    public static HighlightRequest Read(JsonElement highlight)
    {
        if (highlight.ValueKind != JsonValueKind.Object)
        {
            throw ElasticsearchException.Parsing($"Unknown key for a {highlight.Token()} in [highlight].");
        }

        var common = new OfField("", new(), null);
        JsonElement fields = default;
        foreach (var property in highlight.Properties())
        {
            if (property.Name == "fields")
            {
                fields = property.Value;
            }
            else
            {
                common = With(common, property);
            }
        }

        return fields.ValueKind switch
        {
            JsonValueKind.Object => new([.. Of(fields, common)]),
            JsonValueKind.Array => new([.. fields.Items().SelectMany(one => Of(one, common))]),
            _ => new([]),
        };
    }

    private static IEnumerable<OfField> Of(JsonElement fields, OfField common)
    {
        foreach (var property in fields.Properties())
        {
            var field = common with { Pattern = property.Name };
            foreach (var option in property.Value.Properties())
            {
                field = With(field, option);
            }

            yield return field;
        }
    }

    private static OfField With(OfField field, JsonProperty property)
    {
        var (name, value, options) = (property.Name, property.Value, field.Options);
        options = name switch
        {
            "pre_tags" => options with { PreTag = First(value) },
            "post_tags" => options with { PostTag = First(value) },
            "fragment_size" => options with { FragmentSize = value.Int(name) },
            "number_of_fragments" => options with { NumberOfFragments = value.Int(name) },
            "no_match_size" => options with { NoMatchSize = value.Int(name) },
            "require_field_match" => options with { RequireFieldMatch = value.Bool(name) },
            "order" => options with { OrderByScore = value.Text() == "score" },
            "encoder" => options with { EncodeHtml = value.Text() == "html" },
            "type" when value.Text() is "plain" or "unified" => options,
            "type" => throw ElasticsearchException.Unsupported($"the highlighter [{value.Text()}]"),
            "tags_schema" when value.Text() == "default" => options,
            "highlight_query"
            or "boundary_scanner"
            or "boundary_scanner_locale"
            or "boundary_chars"
            or "boundary_max_scan"
            or "fragmenter"
            or "phrase_limit"
            or "force_source"
            or "max_analyzed_offset"
            or "highlight_filter" => options,
            "tags_schema" or "matched_fields" or "options" or "fragment_offset" => throw ElasticsearchException.Unsupported(
                $"[{name}] in a highlight"
            ),
            _ => throw new ElasticsearchException(400, "x_content_parse_exception", $"[highlight] unknown field [{name}]"),
        };
        return field with { Options = options, Query = name == "highlight_query" ? value : field.Query };
    }

    private static string First(JsonElement value) =>
        value.ValueKind != JsonValueKind.Array ? value.Text()
        : value.GetArrayLength() > 0 ? value[0].Text()
        : throw ElasticsearchException.IllegalArgument("[pre_tags] and [post_tags] must not be empty");

    /// <summary>Writes <c>highlight</c> of one hit; nothing when nothing in it is to be shown.</summary>
    public void Write(Utf8JsonWriter writer, Hit hit, QueryContext view, Query query)
    {
        var started = false;
        foreach (var asked in Fields)
        {
            var pattern = SimplePattern.IsPattern(asked.Pattern);
            var wanted = asked.Query is { } own ? QueryParser.Parse(own, view) : query;
            foreach (var field in view.Fields(asked.Pattern).Where(field => field.Type is FieldType.Text or FieldType.Keyword))
            {
                var values = SourceValues.Of(hit.Segment.Source(hit.Document), field.Path);
                // A long keyword is not in the index: it cannot have been found.
                string[] texts = [.. values.Select(value => value.Text).Where(text => text.Length <= field.IgnoreAbove)];
                if (texts.Length == 0 || pattern && !field.Indexed)
                {
                    continue;
                }

                var fragments = Highlighter.Fragments(field, texts, wanted, asked.Options);
                if (fragments.Count == 0)
                {
                    continue;
                }

                if (!started)
                {
                    writer.WriteStartObject("highlight");
                    started = true;
                }

                writer.WriteStartArray(field.Path);
                foreach (var fragment in fragments)
                {
                    writer.WriteStringValue(fragment);
                }

                writer.WriteEndArray();
            }
        }

        if (started)
        {
            writer.WriteEndObject();
        }
    }
}
