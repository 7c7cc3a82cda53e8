using System.Text;

namespace Platform.Engines.Elasticsearch.Mapping.Dates;

/// <summary>A format by letters, as Java's <c>DateTimeFormatter</c> has them: <c>yyyy-MM-dd HH:mm:ss</c>, literals in quotes, optional parts in brackets.</summary>
internal sealed class PatternFormat : DateFormat
{
    private const string Letters = "yuMLdDHhkKmsSnaEXxZzVO";

    private readonly PatternPart[] parts;
    private readonly bool strict;

    private PatternFormat(PatternPart[] parts, bool strict) => (this.parts, this.strict) = (parts, strict);

    /// <exception cref="ElasticsearchException">It has a letter that means nothing here.</exception>
    public static PatternFormat Compile(string pattern, bool strict)
    {
        var at = 0;
        var parts = Compile(pattern, ref at, 0);
        return at == pattern.Length ? new(parts, strict) : throw Invalid(pattern, "Pattern invalid as it contains ] without previous [");
    }

    private static PatternPart[] Compile(string pattern, ref int at, int depth)
    {
        var parts = new List<PatternPart>();
        while (at < pattern.Length && pattern[at] != ']')
        {
            var c = pattern[at];
            if (c == '[')
            {
                at++;
                if (depth > 20)
                {
                    throw Invalid(pattern, "too many [");
                }

                parts.Add(new('[', 0, "", Compile(pattern, ref at, depth + 1)));
                at += at < pattern.Length ? 1 : 0;
            }
            else if (c == '\'')
            {
                parts.Add(new('\0', 0, Quoted(pattern, ref at), []));
            }
            else if (char.IsAsciiLetter(c))
            {
                var from = at;
                while (at < pattern.Length && pattern[at] == c)
                {
                    at++;
                }

                parts.Add(Letters.Contains(c) ? new(c, at - from, "", []) : throw Invalid(pattern, $"Unknown pattern letter: {c}"));
            }
            else
            {
                parts.Add(new('\0', 0, c.ToString(), []));
                at++;
            }
        }

        return [.. parts];
    }

    private static string Quoted(string pattern, ref int at)
    {
        var literal = new StringBuilder();
        at++;
        if (at < pattern.Length && pattern[at] == '\'')
        {
            at++;
            return "'";
        }

        while (at < pattern.Length)
        {
            if (pattern[at] == '\'')
            {
                at++;
                if (at == pattern.Length || pattern[at] != '\'')
                {
                    return literal.ToString();
                }
            }

            literal.Append(pattern[at++]);
        }

        throw Invalid(pattern, "Pattern ends with an incomplete string literal");
    }

    private static ElasticsearchException Invalid(string pattern, string why) =>
        ElasticsearchException.IllegalArgument($"Invalid format: [{pattern}]: {why}");

    public override bool TryRead(ReadOnlySpan<char> text, ref DateFields fields) =>
        new PatternReader(strict).TryRead(parts, ref text, ref fields) && text.IsEmpty;

    public override void Print(StringBuilder to, long utcMillis, DateZone zone)
    {
        var offset = zone.OffsetAt(utcMillis);
        var local = utcMillis + offset;
        var days = CivilDate.FloorDivide(local, CivilDate.MillisPerDay);
        PatternPrinter.Print(parts, to, CivilDate.FromDays(days), days, (int)(local - days * CivilDate.MillisPerDay), offset);
    }
}
