using System.Globalization;
using System.Text;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>The language of query strings: <c>korean AND (name:tea OR "green tea"~2) -price:[10 TO 20] te* tee~1 tea^2</c>.</summary>
internal sealed class QueryStringParser
{
    private const string Delimiters = "():^[]\"{}~";

    private readonly string text;
    private readonly QueryStringOptions options;
    private readonly QueryContext context;
    private readonly QueryStringTerms terms;
    private int at;

    public QueryStringParser(string text, QueryStringOptions options, QueryContext context)
    {
        (this.text, this.options, this.context) = (text, options, context);
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
        if (at < text.Length)
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

    private ElasticsearchException Failed() => context.Refused($"Failed to parse query [{text}]");

    /// <summary>Clauses until a closing parenthesis or the end.</summary>
    private Query? Expression(IReadOnlyList<(MappedField Field, float Boost)> fields)
    {
        var clauses = new List<(Query Query, Occur Occur)>();
        while (true)
        {
            SkipSpace();
            if (at == text.Length || text[at] == ')')
            {
                break;
            }

            var and = Operator("AND", "&&");
            var or = !and && Operator("OR", "||");
            if ((and || or) && clauses.Count == 0 && (and || at == text.Length))
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
        if (at == text.Length)
        {
            throw Failed();
        }

        if (text[at] == '(')
        {
            return Group(fields);
        }

        var before = at;
        if (text[at] is not ('"' or '[' or '{' or '/') && Word() is var word && at < text.Length && text[at] == ':' && word.Text.Length > 0)
        {
            at++;
            SkipSpace();
            return OfField(word);
        }

        at = before;
        return Value(fields, single);
    }

    private Query? Group(IReadOnlyList<(MappedField Field, float Boost)> fields)
    {
        at++;
        context.Enter();
        var inner = Expression(fields);
        context.Leave();
        if (at == text.Length)
        {
            throw Failed();
        }

        at++;
        var boost = Boost();
        return inner is null ? null : inner with { Boost = inner.Boost * boost };
    }

    private Query? OfField((string Text, string Pattern, bool Wildcard) name)
    {
        if (name.Text == "*" && at < text.Length && text[at] == '*')
        {
            at++;
            context.Count();
            return new MatchAllQuery { Boost = Boost() };
        }

        if (name.Text == "_exists_")
        {
            return terms.Exists(Word().Text);
        }

        if (at == text.Length)
        {
            throw Failed();
        }

        if (name.Text is "_id" or "_index")
        {
            var value = text[at] == '"' ? Quoted() : Word().Text;
            return TermQueries.Metadata(name.Text, [value], context);
        }

        var fields = terms.Fields([name.Text]);
        if (text[at] == '(')
        {
            return Group(fields);
        }

        if (text[at] == '*' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || text[at + 1] == ')'))
        {
            at++;
            return terms.Exists(name.Text);
        }

        return Value(fields, single: true);
    }

    private Query? Value(IReadOnlyList<(MappedField Field, float Boost)> fields, bool single)
    {
        switch (text[at])
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
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            var before = at;
            SkipSpace();
            if (
                at == text.Length
                || Delimiters.Contains(text[at])
                || text[at] is '+' or '-' or '!' or '/' or '>' or '<'
                || Operator("AND", "&&")
                || Operator("OR", "||")
                || Operator("NOT", "!")
            )
            {
                at = before;
                return;
            }

            var next = Word();
            if (next.Wildcard || next.Text.Length == 0 || at < text.Length && text[at] is ':' or '^' or '~' or '(' or '"')
            {
                at = before;
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
        var (sign, inclusive) = (text[at++], false);
        if (at < text.Length && text[at] == '=')
        {
            (inclusive, at) = (true, at + 1);
        }

        var bound = at < text.Length && text[at] == '"' ? Quoted() : Word().Text;
        if (bound.Length == 0)
        {
            throw Failed();
        }

        return terms.Range(fields, sign == '>' ? new(bound, inclusive, null, true) : new(null, true, bound, inclusive));
    }

    private Query Range(IReadOnlyList<(MappedField Field, float Boost)> fields)
    {
        var includeFrom = text[at++] == '[';
        var from = Bound();
        SkipSpace();
        if (string.CompareOrdinal(text, at, "TO", 0, 2) != 0)
        {
            throw Failed();
        }

        at += 2;
        var to = Bound();
        SkipSpace();
        if (at == text.Length || text[at] is not (']' or '}'))
        {
            throw Failed();
        }

        return terms.Range(fields, new(from, includeFrom, to, text[at++] == ']'));
    }

    private string? Bound()
    {
        SkipSpace();
        if (at < text.Length && text[at] == '"')
        {
            return Quoted();
        }

        // In a range colons and slashes are part of dates.
        var from = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not (']' or '}'))
        {
            at++;
        }

        var bound = text[from..at].Replace("\\", "");
        return bound.Length == 0 ? throw Failed()
            : bound == "*" ? null
            : bound;
    }

    private string Quoted()
    {
        var quoted = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }

            quoted.Append(text[at]);
        }

        if (at++ >= text.Length)
        {
            throw Failed();
        }

        return quoted.ToString();
    }

    /// <summary>A word: as meant, and as a pattern in which what was escaped still is.</summary>
    private (string Text, string Pattern, bool Wildcard) Word()
    {
        var (word, pattern, wildcard) = (new StringBuilder(), new StringBuilder(), false);
        for (; at < text.Length && !char.IsWhiteSpace(text[at]) && !Delimiters.Contains(text[at]); at++)
        {
            if (text[at] == '\\')
            {
                if (++at == text.Length)
                {
                    throw Failed();
                }

                pattern.Append(text[at] is '*' or '?' or '\\' ? "\\" : "");
            }
            else
            {
                wildcard |= text[at] is '*' or '?';
            }

            word.Append(text[at]);
            pattern.Append(text[at]);
        }

        return (word.ToString(), pattern.ToString(), wildcard);
    }

    private float Boost() => at < text.Length && text[at] == '^' ? (float)(Number(++at) ?? throw Failed()) : 1;

    private double? Tilde(out bool there)
    {
        there = at < text.Length && text[at] == '~';
        return there ? Number(++at) : null;
    }

    private double? Number(int from)
    {
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
        {
            at++;
        }

        return double.TryParse(text.AsSpan(from, at - from), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, 1_000_000)
            : null;
    }

    private bool Sign(char sign)
    {
        if (at >= text.Length || text[at] != sign)
        {
            return false;
        }

        at++;
        return true;
    }

    private bool Operator(string word, string symbol)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
        {
            at += symbol.Length;
            return true;
        }

        if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0)
        {
            var end = at + word.Length;
            if (end == text.Length || char.IsWhiteSpace(text[end]) || text[end] is '(' or '"')
            {
                at = end;
                return true;
            }
        }

        return false;
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }
}
