using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>The API <c>_analyze</c>.</summary>
public static class AnalyzeRequest
{
    /// <summary>The setting <c>index.analyze.max_token_count</c>'s default.</summary>
    private const int MaxTokens = 10_000;

    private static readonly HashSet<string> Known =
    [
        "text",
        "analyzer",
        "field",
        "tokenizer",
        "filter",
        "char_filter",
        "normalizer",
        "explain",
        "attributes",
    ];

    /// <param name="mapping">Of the index that the request names; null when it names none.</param>
    /// <exception cref="ElasticsearchException">The request is not one, or names what is not there.</exception>
    public static void Write(JsonElement body, AnalyzerCatalog catalog, IIndexMapping? mapping, Utf8JsonWriter writer)
    {
        Check(body);
        var analyzer = Choose(body, catalog, mapping);
        var sink = new Collector(analyzer.PositionIncrementGap);
        foreach (var text in Texts(body))
        {
            sink.Enter(text);
            analyzer.Analyze(text, sink);
        }

        writer.WriteStartObject();
        writer.WriteStartArray("tokens");
        foreach (var token in sink.Tokens)
        {
            writer.WriteStartObject();
            writer.WriteString("token", token.Term);
            writer.WriteNumber("start_offset", token.StartOffset);
            writer.WriteNumber("end_offset", token.EndOffset);
            writer.WriteString("type", token.Type);
            writer.WriteNumber("position", token.Position);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Check(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw ElasticsearchException.IllegalArgument("request body or source parameter is required");
        }

        foreach (var property in body.EnumerateObject())
        {
            if (!Known.Contains(property.Name))
            {
                throw new ElasticsearchException(400, "x_content_parse_exception", $"[analyze_request] unknown field [{property.Name}]");
            }
        }

        if (body.TryGetProperty("explain", out var explain) && explain.ValueKind == JsonValueKind.True)
        {
            throw ElasticsearchException.Unsupported("[explain] of _analyze");
        }

        if (Property(body, "normalizer") is not null)
        {
            throw ElasticsearchException.Unsupported("[normalizer] of _analyze");
        }

        if (Items(Property(body, "char_filter")).Any())
        {
            throw ElasticsearchException.Unsupported("[char_filter] of _analyze");
        }
    }

    private static IReadOnlyList<string> Texts(JsonElement body)
    {
        IReadOnlyList<string> texts = Property(body, "text") switch
        {
            { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Select(static text => text.ToString())],
            { ValueKind: JsonValueKind.Object } => throw ElasticsearchException.IllegalArgument(
                "[text] must be a string or an array of strings"
            ),
            { } text => [text.ToString()],
            null => [],
        };
        return texts.Count > 0
            ? texts
            : throw new ElasticsearchException(400, "action_request_validation_exception", "Validation Failed: 1: text is missing;");
    }

    private static Analyzer Choose(JsonElement body, AnalyzerCatalog catalog, IIndexMapping? mapping)
    {
        if (Property(body, "analyzer")?.ToString() is { } name)
        {
            return catalog.Find(name)
                ?? throw ElasticsearchException.IllegalArgument(
                    mapping is null ? $"failed to find global analyzer [{name}]" : $"failed to find analyzer [{name}]"
                );
        }

        if (Property(body, "field")?.ToString() is { } path)
        {
            if (mapping is null)
            {
                throw ElasticsearchException.IllegalArgument(
                    "No index provided, and trying to analyzer based on a specific field which requires the index parameter"
                );
            }

            switch (mapping.Find(path))
            {
                case { Type: FieldType.Text } text:
                    return text.Analyzer ?? catalog.Default;
                case { Type: FieldType.Keyword }:
                    return catalog.Find("keyword")!;
                case not null:
                    throw ElasticsearchException.IllegalArgument(
                        $"Can't process field [{path}], Analysis requests are only supported on tokenized fields"
                    );
            }
        }

        return Property(body, "tokenizer") is not null || Items(Property(body, "filter")).Any()
            ? Custom(body, catalog, mapping)
            : catalog.Default;
    }

    private static PipelineAnalyzer Custom(JsonElement body, AnalyzerCatalog catalog, IIndexMapping? mapping)
    {
        var where = mapping is null ? "global " : "";
        Tokenizer tokenizer;
        var filters = new List<TokenFilter>();
        if (Property(body, "tokenizer") is not { } named)
        {
            tokenizer = catalog.FindTokenizer("keyword")!;
        }
        else if (named.ValueKind == JsonValueKind.Object)
        {
            var type = AnonymousType(named, "tokenizer");
            tokenizer =
                catalog.CreateTokenizer(new ComponentSettings("__anonymous__" + type, named), type)
                ?? throw NotFound("tokenizer", type, "global ");
            filters.AddRange(AnalyzerCatalog.ImpliedFilters(type));
        }
        else
        {
            tokenizer = catalog.FindTokenizer(named.ToString()) ?? throw NotFound("tokenizer", named.ToString(), where);
            filters.AddRange(AnalyzerCatalog.ImpliedFilters(catalog.TokenizerType(named.ToString())));
        }

        foreach (var filter in Items(Property(body, "filter")))
        {
            var before = new PipelineAnalyzer("__custom__", tokenizer, [.. filters]);
            if (filter.ValueKind == JsonValueKind.Object)
            {
                var type = AnonymousType(filter, "filter");
                filters.Add(
                    catalog.CreateFilter(new ComponentSettings("__anonymous__" + type, filter), type, before)
                        ?? throw NotFound("filter", type, "global ")
                );
            }
            else
            {
                filters.Add(catalog.FindFilter(filter.ToString(), before) ?? throw NotFound("filter", filter.ToString(), where));
            }
        }

        return new("__custom__", tokenizer, filters);
    }

    private static IEnumerable<JsonElement> Items(JsonElement? value) =>
        value switch
        {
            null => [],
            { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
            { } one => [one],
        };

    private static string AnonymousType(JsonElement settings, string component) =>
        Property(settings, "type")?.ToString()
        ?? throw ElasticsearchException.IllegalArgument($"Missing [type] setting for anonymous {component}: {settings.GetRawText()}");

    private static ElasticsearchException NotFound(string component, string name, string where) =>
        ElasticsearchException.IllegalArgument($"failed to find {where}{component} under [{name}]");

    private static JsonElement? Property(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Several texts count on as the values of one field do.</summary>
    private sealed class Collector(int gap) : TokenSink
    {
        private int position = -1;
        private int offset;
        private int length = -1;

        public List<Token> Tokens { get; } = [];

        public void Enter(string text)
        {
            if (length >= 0)
            {
                offset += length + 1;
                position += gap;
            }

            length = text.Length;
        }

        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
        {
            if (Tokens.Count == MaxTokens)
            {
                throw new ElasticsearchException(
                    500,
                    "illegal_state_exception",
                    $"The number of tokens produced by calling _analyze has exceeded the allowed maximum of [{MaxTokens}]. "
                        + "This limit can be set by changing the [index.analyze.max_token_count] index level setting."
                );
            }

            Tokens.Add(new(term.ToString(), position += positionIncrement, offset + start, offset + end, type));
        }
    }
}
