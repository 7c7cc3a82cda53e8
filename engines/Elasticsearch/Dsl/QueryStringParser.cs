using System.Text;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>The language of query strings: <c>korean AND (name:tea OR "green tea"~2) -price:[10 TO 20] te* tee~1 tea^2</c>.</summary>
internal sealed class QueryStringParser : QueryStringReader
{
    private readonly QueryStringOptions options;
    private readonly QueryContext context;
    private readonly QueryStringTerms terms;

    public QueryStringParser(string source, QueryStringOptions options, QueryContext context)
        : base(source, context)
    {
        (this.options, this.context) = (options, context);
        terms = new(options, context);
    }

    private enum Occur
    {
        Should,
        Must,
        MustNot,
    }

    public Query Parse()
    {
        var made = Expression(terms.Fields(options.Fields ?? ["*"]));
        if (At < Source.Length)
        {
            throw Failed();
        }

        return made switch
        {
            null => new MatchNoneQuery("the text has no terms"),
            // Nothing but what must not match: everything else does.
            BooleanQuery { Must: [], Filter: [], Should: [] } only => only with { Filter = [new MatchAllQuery()], MinimumShouldMatch = 0 },
            BooleanQuery boolean when options.MinimumShouldMatch is { } rule => boolean with
            {
                MinimumShouldMatch = MinimumShouldMatch.Of(boolean.Should.Count, rule, context),
            },
            _ => made,
        };
    }

    /// <summary>Clauses until a closing parenthesis or the end.</summary>
    private Query? Expression(IReadOnlyList<(MappedField Field, float Boost)> fields)
    {
        var clauses = new List<(Query Query, Occur Occur)>();
        while (true)
        {
            SkipSpace();
            if (At == Source.Length || Source[At] == ')')
            {
                break;
            }

            var and = Operator("AND", "&&");
            var or = !and && Operator("OR", "||");
            if ((and || or) && clauses.Count == 0 && (and || At == Source.Length))
            {
                throw Failed();
            }

            var not = Operator("NOT", "!") || Sign('-');
            var required = !not && Sign('+');
            SkipSpace();
            Add(clauses, Clause(fields, and || or || not || required), and, or, not, required);
        }

        return clauses switch
        {
            [] => null,
            [(var only, not Occur.MustNot)] => only,
            _ => Boolean(clauses),
        };
    }

    private static BooleanQuery Boolean(List<(Query Query, Occur Occur)> clauses)
    {
        List<Query> Of(Occur occur) => [.. clauses.Where(clause => clause.Occur == occur).Select(clause => clause.Query)];
        var (must, should) = (Of(Occur.Must), Of(Occur.Should));
        return new(must, [], should, Of(Occur.MustNot), must.Count == 0 && should.Count > 0 ? 1 : 0);
    }

    /// <summary>Lucene's classic rule: AND makes its neighbours required, OR under a default of AND makes them optional; there is no precedence.</summary>
    private void Add(List<(Query Query, Occur Occur)> clauses, Query? query, bool and, bool or, bool not, bool required)
    {
        if (clauses.Count > 0 && clauses[^1].Occur != Occur.MustNot)
        {
            if (and)
            {
                clauses[^1] = (clauses[^1].Query, Occur.Must);
            }
            else if (or && options.Match.And)
            {
                clauses[^1] = (clauses[^1].Query, Occur.Should);
            }
        }

        if (query is null)
        {
            return;
        }

        var must = required || (options.Match.And ? !or : and);
        clauses.Add(
            (
                query,
                not ? Occur.MustNot
                : must ? Occur.Must
                : Occur.Should
            )
        );
    }

    /// <param name="single">Whether an operator binds the next word alone.</param>
    private Query? Clause(IReadOnlyList<(MappedField Field, float Boost)> fields, bool single)
    {
        if (At == Source.Length)
        {
            throw Failed();
        }

        if (Source[At] == '(')
        {
            return Group(fields);
        }

        var before = At;
        if (
            Source[At] is not ('"' or '[' or '{' or '/')
            && Word() is var word
            && At < Source.Length
            && Source[At] == ':'
            && word.Text.Length > 0
        )
        {
            At++;
            SkipSpace();
            return OfField(word);
        }

        At = before;
        return Value(fields, single);
    }

    private Query? Group(IReadOnlyList<(MappedField Field, float Boost)> fields)
    {
        At++;
        context.Enter();
        var inner = Expression(fields);
        context.Leave();
        if (At == Source.Length)
        {
            throw Failed();
        }

        At++;
        var boost = Boost();
        return inner is null ? null : inner with { Boost = inner.Boost * boost };
    }

    private Query? OfField((string Text, string Pattern, bool Wildcard) name)
    {
        if (name.Text == "*" && At < Source.Length && Source[At] == '*')
        {
            At++;
            context.Count();
            return new MatchAllQuery { Boost = Boost() };
        }

        if (name.Text == "_exists_")
        {
            return terms.Exists(Word().Text);
        }

        if (At == Source.Length)
        {
            throw Failed();
        }

        if (name.Text is "_id" or "_index")
        {
            var value = Source[At] == '"' ? Quoted() : Word().Text;
            return TermQueries.Metadata(name.Text, [value], context);
        }

        var fields = terms.Fields([name.Text]);
        if (Source[At] == '(')
        {
            return Group(fields);
        }

        if (Source[At] == '*' && (At + 1 == Source.Length || char.IsWhiteSpace(Source[At + 1]) || Source[At + 1] == ')'))
        {
            At++;
            return terms.Exists(name.Text);
        }

        return Value(fields, single: true);
    }

    private Query? Value(IReadOnlyList<(MappedField Field, float Boost)> fields, bool single)
    {
        switch (Source[At])
        {
            case '"':
                var phrase = Quoted();
                var slop = Tilde(out var tilde) is { } number && tilde ? (int)number : options.PhraseSlop;
                return Boosted(terms.Phrase(fields, phrase, slop));
            case '[' or '{':
                return Boosted(Range(fields));
            case '/':
                throw ElasticsearchException.Unsupported($"a regular expression in the query [query_string]");
            case '>' or '<':
                return Boosted(Comparison(fields));
        }

        var word = Word();
        if (word.Text.Length == 0)
        {
            throw Failed();
        }

        var edits = Tilde(out var fuzzy);
        if (fuzzy)
        {
            return Boosted(terms.Fuzzy(fields, word.Text, edits));
        }

        if (word.Wildcard)
        {
            if (!options.AllowLeadingWildcard && word.Pattern[0] is '*' or '?')
            {
                throw Failed();
            }

            return Boosted(terms.Wildcard(fields, word.Pattern));
        }

        var words = new StringBuilder(word.Text);
        if (!single)
        {
            MoreWords(words);
        }

        return Boosted(terms.Text(fields, words.ToString()));
    }

    /// <summary>Words that follow each other with nothing between are analyzed as one text.</summary>
    private void MoreWords(StringBuilder words)
    {
        while (At < Source.Length && char.IsWhiteSpace(Source[At]))
        {
            var before = At;
            SkipSpace();
            if (
                At == Source.Length
                || Delimiters.Contains(Source[At])
                || Source[At] is '+' or '-' or '!' or '/' or '>' or '<'
                || Operator("AND", "&&")
                || Operator("OR", "||")
                || Operator("NOT", "!")
            )
            {
                At = before;
                return;
            }

            var next = Word();
            if (next.Wildcard || next.Text.Length == 0 || At < Source.Length && Source[At] is ':' or '^' or '~' or '(' or '"')
            {
                At = before;
                return;
            }

            words.Append(' ').Append(next.Text);
        }
    }

    private Query? Boosted(Query? query)
    {
        var boost = Boost();
        return query is null ? null : query with { Boost = query.Boost * boost };
    }

    private Query Comparison(IReadOnlyList<(MappedField Field, float Boost)> fields)
    {
        var (sign, inclusive) = (Source[At++], false);
        if (At < Source.Length && Source[At] == '=')
        {
            (inclusive, At) = (true, At + 1);
        }

        var bound = At < Source.Length && Source[At] == '"' ? Quoted() : Word().Text;
        if (bound.Length == 0)
        {
            throw Failed();
        }

        return terms.Range(fields, sign == '>' ? new(bound, inclusive, null, true) : new(null, true, bound, inclusive));
    }

    private Query Range(IReadOnlyList<(MappedField Field, float Boost)> fields)
    {
        var includeFrom = Source[At++] == '[';
        var from = Bound();
        SkipSpace();
        if (string.CompareOrdinal(Source, At, "TO", 0, 2) != 0)
        {
            throw Failed();
        }

        At += 2;
        var to = Bound();
        SkipSpace();
        if (At == Source.Length || Source[At] is not (']' or '}'))
        {
            throw Failed();
        }

        return terms.Range(fields, new(from, includeFrom, to, Source[At++] == ']'));
    }
}
