using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>Queries for all terms that are like one.</summary>
internal static class MultiTermQueries
{
    public static Query Prefix(JsonElement body, QueryContext context)
    {
        var options = TermOptions.Read(body, "prefix");
        return Multi(options, "prefix", "keyword, text and wildcard", context) is not { } field
            ? TermQueries.Unmapped(options.Field)
            : new PrefixQuery(field.Path, options.Value, options.CaseInsensitive) { Boost = options.Boost };
    }

    public static Query Wildcard(JsonElement body, QueryContext context)
    {
        var options = TermOptions.Read(body, "wildcard", null, "wildcard");
        return Multi(options, "wildcard", "keyword, text and wildcard", context) is not { } field
            ? TermQueries.Unmapped(options.Field)
            : new WildcardQuery(field.Path, options.Value, options.CaseInsensitive) { Boost = options.Boost };
    }

    public static Query Fuzzy(JsonElement body, QueryContext context)
    {
        var fuzziness = Fuzziness.Auto;
        var (prefixLength, expansions, transpositions) = (0, 50, true);
        var options = TermOptions.Read(
            body,
            "fuzzy",
            property =>
            {
                switch (property.Name)
                {
                    case "fuzziness":
                        fuzziness = Fuzziness.Read(property.Value);
                        return true;
                    case "prefix_length":
                        prefixLength = property.Value.Int(property.Name);
                        return true;
                    case "max_expansions":
                        expansions = property.Value.Int(property.Name);
                        return true;
                    case "transpositions":
                        transpositions = property.Value.Bool(property.Name);
                        return true;
                    default:
                        return false;
                }
            },
            "term"
        );
        return Multi(options, "fuzzy", "keyword and text", context) is not { } field
            ? TermQueries.Unmapped(options.Field)
            : new FuzzyQuery(field.Path, options.Value, fuzziness.For(options.Value), prefixLength, expansions, transpositions)
            {
                Boost = options.Boost,
            };
    }

    private static MappedField? Multi(TermOptions options, string kind, string types, QueryContext context)
    {
        context.Count();
        var field = context.Mapping.Find(options.Field);
        if (field is null || field.Type == FieldType.Object)
        {
            return null;
        }

        if (field.Type is not (FieldType.Text or FieldType.Keyword))
        {
            throw context.WrongType(kind, types, field);
        }

        FieldValues.Searchable(field, context);
        return field;
    }
}
