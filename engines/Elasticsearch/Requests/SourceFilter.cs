using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Which part of a document's source is answered. Immutable.</summary>
internal sealed class SourceFilter
{
    private readonly string[] includes;
    private readonly string[] excludes;

    private SourceFilter(bool wanted, string[] includes, string[] excludes) =>
        (Wanted, this.includes, this.excludes) = (wanted, includes, excludes);

    public static SourceFilter All { get; } = new(true, [], []);

    public static SourceFilter None { get; } = new(false, [], []);

    /// <summary>False: the answer has no <c>_source</c>.</summary>
    public bool Wanted { get; }

    /// <summary>True when the source is answered as it was sent.</summary>
    public bool IsWhole => Wanted && includes.Length == 0 && excludes.Length == 0;

    /// <summary>The parameters <c>_source</c>, <c>_source_includes</c> and <c>_source_excludes</c>, which win over the body.</summary>
    /// <param name="body">What the body has under <c>_source</c>: a boolean, a pattern, several, or an object of includes and excludes.</param>
    /// <exception cref="ElasticsearchException">It is none of these.</exception>
    public static SourceFilter Read(JsonElement? body, RequestParameters parameters)
    {
        var source = parameters.Text("_source");
        var includes = parameters.List("_source_includes");
        var excludes = parameters.List("_source_excludes");
        if (source is null && includes is null && excludes is null)
        {
            return body is { } element ? Read(element) : All;
        }

        return source switch
        {
            "false" => None,
            null or "" or "true" => Of(includes ?? [], excludes ?? []),
            _ => Of(
                [.. source.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), .. includes ?? []],
                excludes ?? []
            ),
        };
    }

    private static SourceFilter Of(IReadOnlyList<string> includes, IReadOnlyList<string> excludes) =>
        new(true, [.. includes], [.. excludes]);

    private static SourceFilter Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.Null:
                return All;
            case JsonValueKind.False:
                return None;
            case JsonValueKind.String or JsonValueKind.Array:
                return Of(Patterns(element, "_source"), []);
            case JsonValueKind.Object:
                IReadOnlyList<string> includes = [],
                    excludes = [];
                foreach (var property in element.Properties())
                {
                    switch (property.Name)
                    {
                        case "includes" or "include":
                            includes = Patterns(property.Value, property.Name);
                            break;
                        case "excludes" or "exclude":
                            excludes = Patterns(property.Value, property.Name);
                            break;
                        default:
                            throw ElasticsearchException.Parsing($"Unknown key for a {Kind(property.Value)} in [{property.Name}].");
                    }
                }

                return Of(includes, excludes);
            default:
                throw ElasticsearchException.Parsing(
                    $"Expected one of [VALUE_BOOLEAN, VALUE_STRING, START_ARRAY, START_OBJECT] but found [{Kind(element)}]"
                );
        }
    }

    private static IReadOnlyList<string> Patterns(JsonElement element, string name) =>
        element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Array => [.. element.Items().Select(item => Pattern(item, name))],
            _ => throw ElasticsearchException.Parsing($"Unknown key for a {Kind(element)} in [{name}]."),
        };

    private static string Pattern(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw ElasticsearchException.Parsing($"Unknown key for a {Kind(item)} in [{name}].");

    private static string Kind(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => "START_OBJECT",
            JsonValueKind.Array => "START_ARRAY",
            JsonValueKind.Number => "VALUE_NUMBER",
            JsonValueKind.String => "VALUE_STRING",
            JsonValueKind.Null => "VALUE_NULL",
            _ => "VALUE_BOOLEAN",
        };

    /// <summary>Writes the source's object, without what is filtered out.</summary>
    public void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> source)
    {
        if (IsWhole)
        {
            writer.WriteRawValue(source.Span, skipInputValidation: true);
            return;
        }

        new SourceCopy(includes, excludes).Write(writer, source);
    }
}
