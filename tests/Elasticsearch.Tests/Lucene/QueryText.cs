using System.Globalization;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Tests.Lucene;

/// <summary>The queries of the goldens as they are written there: <c>(or 1 (term title fox) (boost 2 (term body dog)))</c>.</summary>
internal static class QueryText
{
    public static Query Parse(string text) =>
        Query(new(text.Replace("(", " ( ").Replace(")", " ) ").Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static Query Query(Queue<string> words)
    {
        words.Dequeue();
        Query query = words.Dequeue() switch
        {
            "term" => new TermQuery(words.Dequeue(), words.Dequeue()),
            "prefix" => new PrefixQuery(words.Dequeue(), words.Dequeue()),
            "fuzzy" => new FuzzyQuery(words.Dequeue(), words.Dequeue(), Integer(words), Integer(words)),
            "typed" => Query(words),
            "synonym" => new SynonymQuery(
                words.Dequeue(),
                [.. words.TakeWhile(static word => word != ")").ToArray().Select(_ => words.Dequeue())]
            ),
            "phrase" => Phrase(words),
            "typing" => Phrase(words) with { LastIsPrefix = true },
            "boost" when Number(words) is var boost => Query(words) with { Boost = boost },
            "dismax" when Number(words) is var tieBreaker => new DisjunctionMaxQuery(Queries(words), tieBreaker),
            "or" when Integer(words) is var minimum => new BooleanQuery([], [], Queries(words), [], minimum),
            "and" => new BooleanQuery(Queries(words), [], [], [], 0),
            _ => Boolean(words),
        };
        words.Dequeue();
        return query;
    }

    private static PhraseQuery Phrase(Queue<string> words)
    {
        var field = words.Dequeue();
        var slop = Integer(words);
        var terms = new List<PhraseTerm>();
        while (words.Peek() != ")")
        {
            var term = words.Dequeue().Split('@');
            terms.Add(new(term[0], int.Parse(term[1], CultureInfo.InvariantCulture)));
        }

        return new(field, terms, slop);
    }

    private static BooleanQuery Boolean(Queue<string> words)
    {
        var clauses = new Dictionary<string, IReadOnlyList<Query>>();
        while (words.Peek() != ")")
        {
            words.Dequeue();
            clauses.Add(words.Dequeue(), Queries(words));
            words.Dequeue();
        }

        return new(Of("must"), Of("filter"), Of("should"), Of("not"), 0);

        IReadOnlyList<Query> Of(string occur) => clauses.GetValueOrDefault(occur, []);
    }

    private static List<Query> Queries(Queue<string> words)
    {
        var queries = new List<Query>();
        while (words.Peek() == "(")
        {
            queries.Add(Query(words));
        }

        return queries;
    }

    private static int Integer(Queue<string> words) => int.Parse(words.Dequeue(), CultureInfo.InvariantCulture);

    private static float Number(Queue<string> words) => float.Parse(words.Dequeue(), CultureInfo.InvariantCulture);
}
