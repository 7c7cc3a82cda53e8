using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Which fields have their values by document, for sorts and aggregations.</summary>
internal static class DocValues
{
    /// <exception cref="ElasticsearchException">The field has none.</exception>
    public static void Require(MappedField field, QueryContext context)
    {
        if (field.Type == FieldType.Text)
        {
            throw Refused(
                $"Fielddata is disabled on [{field.Path}] in [{context.View.Name}]. Text fields are not optimised for operations that require "
                    + "per-document field data like aggregations and sorting, so these operations are disabled by default. Please use a keyword "
                    + $"field instead. Alternatively, set fielddata=true on [{field.Path}] in order to load field data by uninverting the "
                    + "inverted index. Note that this can use significant memory.",
                context
            );
        }

        if (!field.DocValues)
        {
            throw Refused(
                $"Can't load fielddata on [{field.Path}] because fielddata is unsupported on fields of type "
                    + $"[{QueryContext.TypeName(field)}]. Use doc values instead.",
                context
            );
        }
    }

    private static ElasticsearchException Refused(string reason, QueryContext context) =>
        new(400, "illegal_argument_exception", reason) { SearchPhase = "query", Index = context.View.Name };
}
