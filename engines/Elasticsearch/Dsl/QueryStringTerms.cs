using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>What the parts of a query string mean in the fields that they are looked for in: the best of them counts.</summary>
internal sealed class QueryStringTerms(QueryStringOptions options, QueryContext context)
{
    public IReadOnlyList<(MappedField Field, float Boost)> Fields(IReadOnlyList<string> names) => MultiMatch.Fields(names, context);

    public Query? Text(IReadOnlyList<(MappedField Field, float Boost)> fields, string text) =>
        MultiMatch.TryCombine(options.Type, fields, text, options.Match, options.TieBreaker, context);

    public Query? Phrase(IReadOnlyList<(MappedField Field, float Boost)> fields, string text, int slop) =>
        MultiMatch.TryCombine("phrase", fields, text, options.Match with { Slop = slop }, options.TieBreaker, context);

    public Query Fuzzy(IReadOnlyList<(MappedField Field, float Boost)> fields, string word, double? edits) =>
        Each(
            fields,
            field =>
            {
                Stringy(field, "fuzzy", "keyword and text");
                var term = Normalized(field, word);
                var most = edits is { } given ? Math.Min((int)given, 2) : options.Fuzziness.For(term);
                return new FuzzyQuery(
                    field.Path,
                    term,
                    most,
                    options.Match.PrefixLength,
                    options.Match.MaxExpansions,
                    options.Match.Transpositions
                );
            }
        );

    public Query Wildcard(IReadOnlyList<(MappedField Field, float Boost)> fields, string pattern) =>
        pattern == "*"
            ? new ConstantScoreQuery(new ExistsQuery([.. fields.Select(field => field.Field.Path)]))
            : Each(
                fields,
                field =>
                {
                    Stringy(field, "wildcard", "keyword, text and wildcard");
                    var normalized = Normalized(field, pattern);
                    return normalized.IndexOfAny(['*', '?', '\\']) == normalized.Length - 1 && normalized[^1] == '*'
                        ? new PrefixQuery(field.Path, normalized[..^1])
                        : new WildcardQuery(field.Path, normalized);
                }
            );

    public Query Range(IReadOnlyList<(MappedField Field, float Boost)> fields, RangeBounds bounds) =>
        Each(
            fields,
            field =>
                RangeQueries.Between(
                    field,
                    bounds with
                    {
                        From = bounds.From is { } from ? Normalized(field, from) : null,
                        To = bounds.To is { } to ? Normalized(field, to) : null,
                        Zone = options.Zone,
                    },
                    context
                )
        );

    public Query Exists(string name)
    {
        using var body = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["field"] = name }));
        return TermQueries.Exists(body.RootElement, context);
    }

    private Query Each(IReadOnlyList<(MappedField Field, float Boost)> fields, Func<MappedField, Query> make)
    {
        var queries = new List<Query>();
        foreach (var (field, boost) in fields)
        {
            try
            {
                context.Count();
                queries.Add(make(field) with { Boost = boost });
            }
            catch (ElasticsearchException e) when (options.Match.Lenient && e.Type is "query_shard_exception" or "parse_exception")
            {
                queries.Add(new MatchNoneQuery(e.Message));
            }
        }

        return queries.Count switch
        {
            0 => new MatchNoneQuery("no such fields"),
            1 => queries[0],
            _ => new DisjunctionMaxQuery(queries, options.TieBreaker ?? 0),
        };
    }

    private void Stringy(MappedField field, string kind, string types)
    {
        if (field.Type is not (FieldType.Text or FieldType.Keyword))
        {
            throw context.WrongType(kind, types, field);
        }

        FieldValues.Searchable(field, context);
    }

    /// <summary>Patterns are not analyzed, but where the analyzer lowers letters they are lowered too.</summary>
    private static string Normalized(MappedField field, string text) =>
        field is { Type: FieldType.Text } && (field.SearchAnalyzer ?? field.Analyzer)?.Analyze("Q") is [{ Term: "q" }]
            ? text.ToLowerInvariant()
            : text;
}
