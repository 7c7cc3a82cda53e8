using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>A query for one term of one field.</summary>
internal sealed record TermOptions(string Field, string Value, float Boost, bool CaseInsensitive)
{
    /// <summary><c>{"f": "v"}</c> or <c>{"f": {"value": "v", "boost": 2}}</c>.</summary>
    public static TermOptions Read(JsonElement body, string query, Func<JsonProperty, bool>? more = null, params string[] valueNames)
    {
        var (field, options) = QueryParser.OneField(body, query);
        if (options.ValueKind != JsonValueKind.Object)
        {
            return new(field, FieldValues.Text(options, query), 1, false);
        }

        string? value = null;
        var (boost, caseInsensitive) = (1f, false);
        foreach (var property in options.Properties())
        {
            switch (property.Name)
            {
                case var name when name == "value" || valueNames.Contains(name):
                    value = FieldValues.Text(property.Value, query);
                    break;
                case "boost":
                    boost = property.Value.Boost(query);
                    break;
                case "case_insensitive":
                    caseInsensitive = property.Value.Bool(property.Name);
                    break;
                case "rewrite" or "fuzzy_rewrite":
                    // How the terms are combined: only the default is had, and it changes scores alone.
                    if (property.Value.Text() is not ("constant_score" or "constant_score_blended"))
                    {
                        throw ElasticsearchException.Unsupported($"[rewrite] in the query [{query}]");
                    }

                    break;
                default:
                    if (more is null || !more(property))
                    {
                        throw QueryParser.NotSupported(query, property.Name);
                    }

                    break;
            }
        }

        return value is null
            ? throw ElasticsearchException.IllegalArgument("value cannot be null")
            : new(field, value, boost, caseInsensitive);
    }
}
