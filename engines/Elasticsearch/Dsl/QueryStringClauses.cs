using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>The clauses between two parentheses, by Lucene's classic rule: AND makes its neighbours required, OR under a default of AND makes them optional; there is no precedence.</summary>
/// <param name="and">Whether AND stands where nothing does.</param>
internal sealed class QueryStringClauses(bool and)
{
    private readonly List<(Query Query, Occur Occur)> clauses = [];

    private enum Occur
    {
        Should,
        Must,
        MustNot,
    }

    public int Count => clauses.Count;

    /// <param name="query">Null: a text without terms, which only its operator is left of.</param>
    /// <param name="required">Whether a plus stands before it.</param>
    public void Add(Query? query, bool afterAnd, bool afterOr, bool not, bool required)
    {
        if (clauses.Count > 0 && clauses[^1].Occur != Occur.MustNot)
        {
            if (afterAnd)
            {
                clauses[^1] = (clauses[^1].Query, Occur.Must);
            }
            else if (afterOr && and)
            {
                clauses[^1] = (clauses[^1].Query, Occur.Should);
            }
        }

        if (query is not null)
        {
            var must = required || (and ? !afterOr : afterAnd);
            clauses.Add(
                (
                    query,
                    not ? Occur.MustNot
                    : must ? Occur.Must
                    : Occur.Should
                )
            );
        }
    }

    /// <returns>Null when there is none.</returns>
    public Query? ToQuery()
    {
        if (clauses is [] or [(_, not Occur.MustNot)])
        {
            return clauses.Count == 0 ? null : clauses[0].Query;
        }

        List<Query> Of(Occur occur) => [.. clauses.Where(clause => clause.Occur == occur).Select(clause => clause.Query)];
        var (must, should) = (Of(Occur.Must), Of(Occur.Should));
        return new BooleanQuery(must, [], should, Of(Occur.MustNot), must.Count == 0 && should.Count > 0 ? 1 : 0);
    }
}
