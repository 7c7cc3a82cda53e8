using System.Globalization;
using System.Text;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>Takes words, quotes, numbers and operators off a query string.</summary>
internal abstract class QueryStringReader(string source, QueryContext context)
{
    protected const string Delimiters = "():^[]\"{}~";

    protected string Source { get; } = source;

    /// <summary>How far it is read.</summary>
    protected int At { get; set; }

    protected ElasticsearchException Failed() => context.Refused($"Failed to parse query [{Source}]");

    private string? Bound()
    {
        SkipSpace();
        if (At < Source.Length && Source[At] == '"')
        {
            return Quoted();
        }

        // In a range colons and slashes are part of dates.
        var from = At;
        while (At < Source.Length && !char.IsWhiteSpace(Source[At]) && Source[At] is not (']' or '}'))
        {
            At++;
        }

        var bound = Source[from..At].Replace("\\", "");
        return bound.Length == 0 ? throw Failed()
            : bound == "*" ? null
            : bound;
    }

    protected string Quoted()
    {
        var quoted = new StringBuilder();
        for (At++; At < Source.Length && Source[At] != '"'; At++)
        {
            if (Source[At] == '\\' && At + 1 < Source.Length)
            {
                At++;
            }

            quoted.Append(Source[At]);
        }

        if (At++ >= Source.Length)
        {
            throw Failed();
        }

        return quoted.ToString();
    }

    /// <summary>A word: as meant, and as a pattern in which what was escaped still is.</summary>
    protected (string Text, string Pattern, bool Wildcard) Word()
    {
        var (word, pattern, wildcard) = (new StringBuilder(), new StringBuilder(), false);
        for (; At < Source.Length && !char.IsWhiteSpace(Source[At]) && !Delimiters.Contains(Source[At]); At++)
        {
            if (Source[At] == '\\')
            {
                if (++At == Source.Length)
                {
                    throw Failed();
                }

                pattern.Append(Source[At] is '*' or '?' or '\\' ? "\\" : "");
            }
            else
            {
                wildcard |= Source[At] is '*' or '?';
            }

            word.Append(Source[At]);
            pattern.Append(Source[At]);
        }

        return (word.ToString(), pattern.ToString(), wildcard);
    }

    protected float Boost() => At < Source.Length && Source[At] == '^' ? (float)(Number(++At) ?? throw Failed()) : 1;

    protected double? Tilde(out bool there)
    {
        there = At < Source.Length && Source[At] == '~';
        return there ? Number(++At) : null;
    }

    private double? Number(int from)
    {
        while (At < Source.Length && (char.IsAsciiDigit(Source[At]) || Source[At] == '.'))
        {
            At++;
        }

        return double.TryParse(Source.AsSpan(from, At - from), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, 1_000_000)
            : null;
    }

    protected bool Sign(char sign)
    {
        if (At >= Source.Length || Source[At] != sign)
        {
            return false;
        }

        At++;
        return true;
    }

    protected bool Operator(string word, string symbol)
    {
        SkipSpace();
        if (string.CompareOrdinal(Source, At, symbol, 0, symbol.Length) == 0)
        {
            At += symbol.Length;
            return true;
        }

        if (string.CompareOrdinal(Source, At, word, 0, word.Length) == 0)
        {
            var end = At + word.Length;
            if (end == Source.Length || char.IsWhiteSpace(Source[end]) || Source[end] is '(' or '"')
            {
                At = end;
                return true;
            }
        }

        return false;
    }

    protected void SkipSpace()
    {
        while (At < Source.Length && char.IsWhiteSpace(Source[At]))
        {
            At++;
        }
    }

    /// <summary><c>&gt;=10</c>, <c>&lt;10</c>.</summary>
    protected RangeBounds Comparison()
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

        return sign == '>' ? new(bound, inclusive, null, true) : new(null, true, bound, inclusive);
    }

    /// <summary><c>[10 TO 20]</c>, <c>{* TO 20}</c>.</summary>
    protected RangeBounds Range()
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

        return new(from, includeFrom, to, Source[At++] == ']');
    }
}
