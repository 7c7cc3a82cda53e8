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
        var clauses = new QueryStringClauses(options.Match.And);
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
            clauses.Add(Clause(fields, and || or || not || required), and, or, not, required);
        }

        return clauses.ToQuery();
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
                return Boosted(terms.Range(fields, Range()));
            case '/':
                throw ElasticsearchException.Unsupported($"a regular expression in the query [query_string]");
            case '>' or '<':
                return Boosted(terms.Range(fields, Comparison()));
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
}
