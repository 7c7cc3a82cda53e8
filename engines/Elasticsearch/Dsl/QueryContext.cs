using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>What a query is read against: one index, at one time, within limits. For one request and one thread.</summary>
internal sealed class QueryContext(IndexView view, DateTimeOffset now)
{
    /// <summary>Elasticsearch's <c>indices.query.bool.max_nested_depth</c>.</summary>
    private const int MaxDepth = 30;

    /// <summary>Elasticsearch reckons it from its heap; this is what a node of 4 GiB comes to, about.</summary>
    public const int MaxClauses = 4096;

    private int depth;
    private int clauses;

    public IndexView View => view;

    public IIndexMapping Mapping => view.Mapping;

    public DateTimeOffset Now => now;

    public void Enter()
    {
        if (++depth > MaxDepth)
        {
            throw ElasticsearchException.IllegalArgument(
                "The nested depth of the query exceeds the maximum nested depth for queries set in [indices.query.bool.max_nested_depth]"
            );
        }
    }

    public void Leave() => depth--;

    /// <summary>Counts clauses that will be searched for.</summary>
    public void Count(int more = 1)
    {
        if ((clauses += more) > MaxClauses)
        {
            throw new ElasticsearchException(
                400,
                "too_many_nested_clauses",
                $"Query contains too many nested clauses; maxClauseCount is set to {MaxClauses}"
            )
            {
                SearchPhase = "query",
                Index = view.Name,
            };
        }
    }

    public Analyzer Analyzer(string name, string query) =>
        view.FindAnalyzer(name) ?? throw Refused($"[{query}] analyzer [{name}] not found");

    /// <summary>The query is well-formed, but not for this index.</summary>
    public ElasticsearchException Refused(string reason) =>
        new(400, "query_shard_exception", reason) { Index = view.Name, SearchPhase = "query" };

    /// <summary>A value in it is not for its field.</summary>
    public ElasticsearchException Failed(string reason) => Refused($"failed to create query: {reason}");

    public ElasticsearchException WrongType(string kind, string types, MappedField field) =>
        Refused($"Can only use {kind} queries on {types} fields - not on [{field.Path}] which is of type [{TypeName(field)}]");

    public static string TypeName(MappedField field) => field.Type.ToString().ToLowerInvariant();

    /// <summary>Fields by name or pattern; a name without a field gives none.</summary>
    public IEnumerable<MappedField> Fields(string nameOrPattern)
    {
        if (!SimplePattern.IsPattern(nameOrPattern))
        {
            return Mapping.Find(nameOrPattern) is { Type: not FieldType.Object } field ? [field] : [];
        }

        return Mapping
            .Fields.Where(field => field.Type != FieldType.Object && field.Indexed && SimplePattern.Matches(nameOrPattern, field.Path))
            .OrderBy(field => field.Path, StringComparer.Ordinal);
    }
}
