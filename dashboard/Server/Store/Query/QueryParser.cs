using System.Text;

namespace Platform.Dashboard.Store;

/// <summary>
/// Reads <c>timeout "out of stock" -health resource:ordering http.response.status_code&gt;=500 -name~metrics error.type:*</c>. What looks like a
/// term but cannot be one (a URL, a time of day, a word with a colon at its end) is text.
/// </summary>
internal ref struct QueryParser(string text)
{
    private const string Operators = ":=~<>";
    private int at;

    public List<QueryTerm> Read()
    {
        var terms = new List<QueryTerm>();
        while (SkipSpace())
        {
            terms.Add(Term());
        }
        return terms;
    }

    private QueryTerm Term()
    {
        var negated = text[at] == '-' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]);
        if (negated)
        {
            at++;
        }
        var start = at;
        var quoted = text[at] == '"';
        var word = quoted ? Quoted() : Word();
        var canBeKey = word.Length > 0 && (quoted || char.IsLetter(word[0]) || word[0] is '_' or '@' or '$');
        if (!canBeKey || !TryOperator(out var op, out var opNegated) || IsText(op))
        {
            if (quoted)
            {
                return Text(word, negated);
            }
            at = start;
            return Text(Rest(), negated);
        }
        var key = QueryKeys.Canonical(word);
        var position = at;
        if (at >= text.Length || char.IsWhiteSpace(text[at]))
        {
            throw new QueryException($"A value is missing after '{text[start..at]}'", position);
        }
        var valueQuoted = text[at] == '"';
        var value = valueQuoted ? Quoted() : Rest();
        if (op == QueryOperator.Contains && !valueQuoted && value == "*")
        {
            op = QueryOperator.Exists;
        }
        return new QueryTerm(key, op, value, QueryKeys.Number(key, op, value, position), negated ^ opNegated);
    }

    private static QueryTerm Text(string word, bool negated) => new(null, QueryOperator.Contains, word, double.NaN, negated);

    /// <summary>After a colon: the end of a word, or what follows a URL's scheme.</summary>
    private readonly bool IsText(QueryOperator op) =>
        op == QueryOperator.Contains
        && text[at - 1] == ':'
        && (at >= text.Length || char.IsWhiteSpace(text[at]) || text.AsSpan(at).StartsWith("//") || text[at] == ':');

    private bool TryOperator(out QueryOperator op, out bool negated)
    {
        (op, negated) = (QueryOperator.Contains, false);
        if (at < text.Length && text[at] == ':')
        {
            at++;
            if (at < text.Length && text[at] is '<' or '>' or '=')
            {
                return TryOperator(out op, out negated);
            }
            return true;
        }
        foreach (var (sign, meaning, not) in Signs)
        {
            if (text.AsSpan(at).StartsWith(sign))
            {
                at += sign.Length;
                (op, negated) = (meaning, not);
                return true;
            }
        }
        return false;
    }

    private static (string Sign, QueryOperator Operator, bool Negated)[] Signs { get; } =
    [
        ("!=", QueryOperator.Equal, true),
        ("!~", QueryOperator.Contains, true),
        ("!:", QueryOperator.Contains, true),
        (">=", QueryOperator.GreaterOrEqual, false),
        ("<=", QueryOperator.LessOrEqual, false),
        ("=", QueryOperator.Equal, false),
        ("~", QueryOperator.Contains, false),
        (">", QueryOperator.Greater, false),
        ("<", QueryOperator.Less, false),
    ];

    private bool SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
        return at < text.Length;
    }

    private string Word()
    {
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && !Operators.Contains(text[at]) && !IsNegation())
        {
            at++;
        }
        return text[start..at];
    }

    private readonly bool IsNegation() => text[at] == '!' && at + 1 < text.Length && text[at + 1] is '=' or '~' or ':';

    private string Rest()
    {
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }
        return text[start..at];
    }

    /// <summary>A backslash takes the character after it as it is.</summary>
    private string Quoted()
    {
        var start = at++;
        var value = new StringBuilder();
        for (; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                at++;
                return value.ToString();
            }
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }
            value.Append(text[at]);
        }
        throw new QueryException("The quotes that begin here do not end", start);
    }
}
