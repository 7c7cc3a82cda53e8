using System.Text;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Requests;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>Queries for terms as they stand, without analysis.</summary>
internal static class TermQueries
{
    /// <summary>The setting <c>index.max_terms_count</c>'s default.</summary>
    private const int MaxTerms = 65_536;

    public static MatchNoneQuery Unmapped(string field) => new($"unmapped field [{field}]");

    /// <summary>The fields that every document has without its mapping: <c>_id</c> and <c>_index</c>; null: another one.</summary>
    public static Query? Metadata(string field, IReadOnlyList<string> values, QueryContext context) =>
        field switch
        {
            "_id" => new IdsQuery(values.ToHashSet(StringComparer.Ordinal)),
            "_index" => values.Any(value => SimplePattern.Matches(value, context.View.Name))
                ? new MatchAllQuery()
                : new MatchNoneQuery($"the index is [{context.View.Name}]"),
            _ => null,
        };

    public static Query Term(JsonElement body, QueryContext context)
    {
        var options = TermOptions.Read(body, "term");
        var field = context.Mapping.Find(options.Field);
        if (field is null || field.Type == FieldType.Object)
        {
            return (Metadata(options.Field, [options.Value], context) ?? Unmapped(options.Field)) with { Boost = options.Boost };
        }

        if (options.CaseInsensitive)
        {
            if (field.Type is not (FieldType.Text or FieldType.Keyword))
            {
                throw context.Refused(
                    $"[{field.Path}] field which is of type [{QueryContext.TypeName(field)}], does not support case insensitive term queries"
                );
            }

            FieldValues.Searchable(field, context);
            return new WildcardQuery(field.Path, Escaped(options.Value), CaseInsensitive: true) { Boost = options.Boost };
        }

        return FieldValues.Term(field, options.Value, context) with
        {
            Boost = options.Boost,
        };
    }

    private static string Escaped(string text)
    {
        var pattern = new StringBuilder();
        foreach (var c in text)
        {
            if (c is '*' or '?' or '\\')
            {
                pattern.Append('\\');
            }

            pattern.Append(c);
        }

        return pattern.ToString();
    }

    public static Query Terms(JsonElement body, QueryContext context)
    {
        string? name = null;
        List<string> values = [];
        var boost = 1f;
        foreach (var property in body.Properties())
        {
            switch (property.Value.ValueKind)
            {
                case JsonValueKind.Array when name is not null:
                    throw ElasticsearchException.Parsing("[terms] query does not support multiple fields");
                case JsonValueKind.Array:
                    name = property.Name;
                    values = [.. property.Value.Items().Select(value => FieldValues.Text(value, "terms"))];
                    break;
                case JsonValueKind.Object:
                    throw ElasticsearchException.Unsupported("terms lookup (an object in the query [terms])");
                default:
                    boost =
                        property.Name == "boost" ? property.Value.Boost("terms") : throw QueryParser.NotSupported("terms", property.Name);
                    break;
            }
        }

        if (name is null)
        {
            throw ElasticsearchException.Parsing(
                "[terms] query requires a field name, followed by array of terms or a document lookup specification"
            );
        }

        if (values.Count > MaxTerms)
        {
            throw context.Failed(
                $"The number of terms [{values.Count}] used in the Terms Query request has exceeded the allowed maximum of [{MaxTerms}]. "
                    + "This maximum can be set by changing the [index.max_terms_count] index level setting."
            );
        }

        var field = context.Mapping.Find(name);
        if (field is null || field.Type == FieldType.Object)
        {
            return (Metadata(name, values, context) ?? Unmapped(name)) with { Boost = boost };
        }

        return (values.Count == 0 ? new MatchNoneQuery("no terms") : FieldValues.Terms(field, values, context)) with
        {
            Boost = boost,
        };
    }

    public static Query Ids(JsonElement body, QueryContext context)
    {
        HashSet<string>? ids = null;
        var boost = 1f;
        foreach (var property in body.Properties())
        {
            switch (property.Name)
            {
                case "values":
                    ids =
                        property.Value.ValueKind == JsonValueKind.Array
                            ? [.. property.Value.Items().Select(value => FieldValues.Text(value, "ids"))]
                            : [FieldValues.Text(property.Value, "ids")];
                    break;
                case "boost":
                    boost = property.Value.Boost("ids");
                    break;
                default:
                    throw property.Name == "_name"
                        ? QueryParser.NotSupported("ids", property.Name)
                        : new ElasticsearchException(
                            400,
                            "x_content_parse_exception",
                            $"[ids] unknown field [{property.Name}]{DidYouMean.Among(property.Name, ["values", "boost"])}"
                        );
            }
        }

        context.Count();
        return new IdsQuery(ids ?? throw ElasticsearchException.IllegalArgument("Required [values]")) { Boost = boost };
    }

    public static Query Exists(JsonElement body, QueryContext context)
    {
        string? name = null;
        var boost = 1f;
        foreach (var property in body.Properties())
        {
            switch (property.Name)
            {
                case "field":
                    name = property.Value.Text();
                    break;
                case "boost":
                    boost = property.Value.Boost("exists");
                    break;
                default:
                    throw QueryParser.NotSupported("exists", property.Name);
            }
        }

        if (string.IsNullOrEmpty(name))
        {
            throw ElasticsearchException.Parsing("[exists] must be provided with a [field]");
        }

        context.Count();
        if (name is "_id" or "_index" or "_source" or "_seq_no" or "_version")
        {
            return new ConstantScoreQuery(new MatchAllQuery()) { Boost = boost };
        }

        // An object is there where anything in it is.
        string[] fields = context.Mapping.Find(name) is { Type: not FieldType.Object } leaf
            ? [leaf.Path]
            :
            [
                .. context
                    .Mapping.Fields.Where(field =>
                        field.Type != FieldType.Object
                        && (
                            field.Path.StartsWith(name + ".", StringComparison.Ordinal)
                            || SimplePattern.IsPattern(name) && SimplePattern.Matches(name, field.Path)
                        )
                    )
                    .Select(field => field.Path),
            ];
        return fields.Length == 0 ? Unmapped(name) : new ExistsQuery(fields) { Boost = boost };
    }
}
