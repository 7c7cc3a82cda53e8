using System.Collections.Immutable;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Mapping.Dates;

namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>Reads one field's definition.</summary>
internal sealed class LeafReader(AnalyzerCatalog analyzers)
{
    private static readonly Dictionary<string, FieldType> Types = new(StringComparer.Ordinal)
    {
        ["text"] = FieldType.Text,
        ["keyword"] = FieldType.Keyword,
        ["long"] = FieldType.Long,
        ["integer"] = FieldType.Integer,
        ["short"] = FieldType.Short,
        ["byte"] = FieldType.Byte,
        ["double"] = FieldType.Double,
        ["float"] = FieldType.Float,
        ["boolean"] = FieldType.Boolean,
        ["date"] = FieldType.Date,
    };

    // Elasticsearch has these; they are refused as what this engine has not, not as what does not exist.
    private static readonly HashSet<string> Elsewhere =
    [
        .. "aggregate_metric_double alias annotated_text binary completion constant_keyword counted_keyword date_nanos date_range dense_vector".Split(
            ' '
        ),
        .. "double_range flattened float_range geo_point geo_shape half_float histogram integer_range ip ip_range join long_range".Split(
            ' '
        ),
        .. "match_only_text murmur3 nested passthrough percolator point rank_feature rank_features rank_vectors scaled_float".Split(' '),
        .. "search_as_you_type semantic_text shape sparse_vector token_count unsigned_long version wildcard icu_collation_keyword".Split(
            ' '
        ),
    ];

    public LeafNode Read(string path, string name, string type, JsonElement definition, bool isSubField = false)
    {
        if (!Types.TryGetValue(type, out var fieldType))
            throw Elsewhere.Contains(type)
                ? ElasticsearchException.Unsupported($"The field type [{type}] of the field [{path}]")
                : MappingReader.Malformed(
                    $"The mapper type [{type}] declared on field [{name}] does not exist. It might have been created within a future version"
                        + " or requires a plugin to be installed. Check the documentation."
                );
        var field = new MappedField
        {
            Path = path,
            Type = fieldType,
            DocValues = fieldType != FieldType.Text,
        };
        if (fieldType == FieldType.Text)
            field = field with { Analyzer = analyzers.Default, SearchAnalyzer = analyzers.DefaultSearch };
        var leaf = new LeafNode(field) { TypeName = type };
        foreach (var member in definition.EnumerateObject())
            leaf = member.Name switch
            {
                "type" => leaf,
                "fields" when isSubField => throw MappingReader.Malformed($"[fields] is not allowed on a multi field: [{path}]"),
                "fields" => leaf with { SubFields = ReadSubFields(path, member.Value) },
                _ => Apply(leaf, name, member.Name, member.Value),
            };
        // A search analyzer that is not named is the index analyzer.
        if (fieldType == FieldType.Text && leaf.Parameters.ContainsKey("analyzer") && !leaf.Parameters.ContainsKey("search_analyzer"))
            leaf = leaf with { Field = leaf.Field with { SearchAnalyzer = leaf.Field.Analyzer } };
        if (leaf.Parameters.ContainsKey("search_analyzer") && !leaf.Parameters.ContainsKey("analyzer"))
            throw MappingReader.Malformed($"analyzer on field [{name}] must be set when search_analyzer is set");
        return leaf;
    }

    /// <exception cref="ElasticsearchException">It is neither true nor false.</exception>
    public static bool Flag(string name, JsonElement value) =>
        value.ToString() switch
        {
            "true" or "True" => true,
            "false" or "False" => false,
            var other => throw MappingReader.Malformed(
                $"Could not convert [{name}] to boolean: Failed to parse value [{other}] as only [true] or [false] are allowed."
            ),
        };

    private ImmutableSortedDictionary<string, LeafNode> ReadSubFields(string path, JsonElement fields)
    {
        var read = ImmutableSortedDictionary.CreateBuilder<string, LeafNode>(StringComparer.Ordinal);
        if (fields.ValueKind != JsonValueKind.Object)
            throw MappingReader.Malformed($"expected map for property [fields] on field [{path}] but got a {JavaText.Kind(fields)}");
        foreach (var sub in fields.EnumerateObject())
        {
            if (sub.Name.Contains('.'))
                throw MappingReader.Malformed($"Field name [{sub.Name}] which is a multi field of [{path}] cannot contain '.'");
            if (sub.Value.ValueKind != JsonValueKind.Object || !sub.Value.TryGetProperty("type", out var type))
                throw MappingReader.Malformed($"no type specified for property [{sub.Name}]");
            read[sub.Name] = Read($"{path}.{sub.Name}", sub.Name, type.ToString(), sub.Value, isSubField: true);
        }
        return read.ToImmutable();
    }

    private LeafNode Apply(LeafNode leaf, string name, string parameter, JsonElement value)
    {
        var field = leaf.Field;
        var isText = field.Type == FieldType.Text;
        var isNumeric = field.IsNumeric;
        switch (parameter)
        {
            case "index":
                return Shown(
                    leaf with
                    {
                        Field = field with { Indexed = Flag(parameter, value) },
                    },
                    parameter,
                    Flag(parameter, value),
                    true
                );
            case "doc_values" when !isText:
                return Shown(
                    leaf with
                    {
                        Field = field with { DocValues = Flag(parameter, value) },
                    },
                    parameter,
                    Flag(parameter, value),
                    true
                );
            case "norms" when isText:
                return Shown(leaf with { Field = field with { Norms = Flag(parameter, value) } }, parameter, Flag(parameter, value), true);
            case "norms" when field.Type == FieldType.Keyword && !Flag(parameter, value):
                return leaf;
            case "store":
                return Flag(parameter, value) ? throw Refused(leaf, parameter, value) : leaf;
            case "meta":
                return Raw(leaf, parameter, value);
            case "analyzer" when isText:
                return Raw(leaf with { Field = field with { Analyzer = Analyzer(name, value) } }, parameter, value);
            case "search_analyzer" when isText:
                return Raw(leaf with { Field = field with { SearchAnalyzer = Analyzer(name, value) } }, parameter, value);
            case "ignore_above" when field.Type == FieldType.Keyword:
                var longest = Number(parameter, value);
                return Shown(leaf with { Field = field with { IgnoreAbove = longest } }, parameter, longest, int.MaxValue);
            case "null_value" when !isText:
                return value.ValueKind == JsonValueKind.Null ? leaf : Raw(leaf with { NullValue = value.GetRawText() }, parameter, value);
            case "coerce" when isNumeric:
                return Shown(leaf with { Coerce = Flag(parameter, value) }, parameter, Flag(parameter, value), true);
            case "ignore_malformed" when isNumeric || field.Type is FieldType.Date or FieldType.Boolean:
                return Shown(leaf with { IgnoreMalformed = Flag(parameter, value) }, parameter, Flag(parameter, value), false);
            case "format" when field.Type == FieldType.Date:
                return Raw(leaf with { Field = field with { Format = DateFormat(name, value) } }, parameter, value);
            // What they tune is built otherwise here, and no answer depends on it.
            case "index_options" when isText && value.ToString() is "docs" or "freqs" or "positions" or "offsets":
            case "term_vector" when isText:
            case "eager_global_ordinals" or "index_phrases":
            case "fielddata" when isText && !Flag(parameter, value):
            case "similarity" when value.ToString() is "BM25":
            case "position_increment_gap" when isText && Number(parameter, value) == 100:
            case "copy_to" when value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0:
                return Raw(leaf, parameter, value);
            case "fielddata" or "similarity" or "position_increment_gap" or "index_prefixes" or "copy_to" or "normalizer" or "script":
            case "split_queries_on_whitespace" or "time_series_dimension" or "time_series_metric" or "locale" or "search_quote_analyzer":
            case "synthetic_source_keep" or "on_script_error" or "fielddata_frequency_filter" or "norms":
                throw Refused(leaf, parameter, value);
            default:
                throw MappingReader.Malformed($"unknown parameter [{parameter}] on mapper [{name}] of type [{leaf.TypeName}]");
        }
    }

    private Analyzer Analyzer(string name, JsonElement value) =>
        analyzers.Find(value.ToString()) ?? throw MappingReader.Malformed($"analyzer [{value}] has not been configured in mappings");

    private static string DateFormat(string name, JsonElement value)
    {
        var format = value.ToString();
        try
        {
            _ = DateFormats.Of(format);
        }
        catch (ElasticsearchException refusal)
        {
            throw MappingReader.Malformed($"Error parsing [format] on field [{name}]: {refusal.Message}");
        }
        return format;
    }

    private static int Number(string parameter, JsonElement value) =>
        int.TryParse(value.ToString(), out var number) && number >= 0
            ? number
            : throw MappingReader.Malformed($"[{parameter}] must be a whole number, 0 or more, but was [{value}]");

    private static ElasticsearchException Refused(LeafNode leaf, string parameter, JsonElement value) =>
        ElasticsearchException.Unsupported($"The mapping parameter [{parameter}: {JavaText.Of(value)}] on the field [{leaf.Path}]");

    private static LeafNode Raw(LeafNode leaf, string parameter, JsonElement value) =>
        leaf with
        {
            Parameters = leaf.Parameters.SetItem(parameter, value.GetRawText()),
        };

    private static LeafNode Shown(LeafNode leaf, string parameter, bool value, bool byDefault) =>
        value == byDefault ? leaf : leaf with { Parameters = leaf.Parameters.SetItem(parameter, value ? "true" : "false") };

    private static LeafNode Shown(LeafNode leaf, string parameter, int value, int byDefault) =>
        value == byDefault ? leaf : leaf with { Parameters = leaf.Parameters.SetItem(parameter, $"{value}") };
}
