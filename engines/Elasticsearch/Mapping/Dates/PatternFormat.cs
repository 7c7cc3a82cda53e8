using System.Globalization;
using System.Text;

namespace Platform.Engines.Elasticsearch.Mapping.Dates;

/// <summary>A format by letters, as Java's <c>DateTimeFormatter</c> has them: <c>yyyy-MM-dd HH:mm:ss</c>, literals in quotes, optional parts in brackets.</summary>
internal sealed class PatternFormat : DateFormat
{
    private const string Letters = "yuMLdDHhkKmsSnaEXxZzVO";

    private readonly Part[] parts;
    private readonly bool strict;

    private PatternFormat(Part[] parts, bool strict) => (this.parts, this.strict) = (parts, strict);

    /// <param name="Letter">0: <paramref name="Literal"/>; '[': <paramref name="Inner"/>, which may be missing.</param>
    private sealed record Part(char Letter, int Count, string Literal, Part[] Inner);

    /// <exception cref="ElasticsearchException">It has a letter that means nothing here.</exception>
    public static PatternFormat Compile(string pattern, bool strict)
    {
        var at = 0;
        var parts = Compile(pattern, ref at, 0);
        return at == pattern.Length
            ? new(parts, strict)
            : throw Invalid(pattern, "Pattern invalid as it contains ] without previous [");
    }

    private static Part[] Compile(string pattern, ref int at, int depth)
    {
        var parts = new List<Part>();
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

    public override bool TryRead(ReadOnlySpan<char> text, ref DateFields fields) => TryRead(parts, ref text, ref fields) && text.IsEmpty;

    private bool TryRead(Part[] of, ref ReadOnlySpan<char> text, ref DateFields fields)
    {
        for (var i = 0; i < of.Length; i++)
        {
            var part = of[i];
            if (part.Letter == '[')
            {
                var (rest, inner) = (text, fields);
                if (TryRead(part.Inner, ref rest, ref inner))
                {
                    (text, fields) = (rest, inner);
                }
            }
            else if (part.Letter == '\0')
            {
                if (!text.StartsWith(part.Literal, StringComparison.Ordinal))
                {
                    return false;
                }

                text = text[part.Literal.Length..];
            }
            else if (!TryRead(part, i + 1 < of.Length && of[i + 1].Letter is not ('\0' or '['), ref text, ref fields))
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="adjacent">Whether digits may follow at once: then a number is as wide as its letters say.</param>
    private bool TryRead(Part part, bool adjacent, ref ReadOnlySpan<char> text, ref DateFields fields)
    {
        var count = part.Count;
        var least = strict || adjacent ? Math.Min(count, 2) : 1;
        int value;
        switch (part.Letter)
        {
            case 'y' or 'u':
                return TryYear(part, adjacent, ref text, ref fields);
            case 'M' or 'L' when count >= 3:
                if (!TryName(CultureInfo.InvariantCulture.DateTimeFormat, count, ref text, out value))
                {
                    return false;
                }

                fields.Month = value;
                return true;
            case 'M' or 'L':
                fields.Month = TryDigits(ref text, least, 2, out value) ? value : null;
                return fields.Month is not null;
            case 'd':
                fields.Day = TryDigits(ref text, least, 2, out value) ? value : null;
                return fields.Day is not null;
            case 'D':
                fields.DayOfYear = TryDigits(ref text, adjacent ? count : 1, 3, out value) ? value : null;
                return fields.DayOfYear is not null;
            case 'H' or 'k':
                fields.Hour = TryDigits(ref text, least, 2, out value) ? value : null;
                return fields.Hour is not null;
            case 'h' or 'K':
                fields.HalfDayHour = TryDigits(ref text, least, 2, out value) && value <= 12 ? value : null;
                return fields.HalfDayHour is not null;
            case 'm':
                fields.Minute = TryDigits(ref text, least, 2, out value) ? value : null;
                return fields.Minute is not null;
            case 's':
                fields.Second = TryDigits(ref text, least, 2, out value) ? value : null;
                return fields.Second is not null;
            case 'S' or 'n':
                return TryFraction(part, ref text, ref fields);
            case 'a':
                if (text.Length < 2 || text[1] is not ('M' or 'm') || text[0] is not ('A' or 'a' or 'P' or 'p'))
                {
                    return false;
                }

                fields.Afternoon = text[0] is 'P' or 'p';
                text = text[2..];
                return true;
            case 'E':
                return TryDayName(count, ref text);
            default:
                return TryZone(ref text, ref fields);
        }
    }

    private bool TryYear(Part part, bool adjacent, ref ReadOnlySpan<char> text, ref DateFields fields)
    {
        var sign = 1;
        if (part.Count != 2 && text is ['-', ..])
        {
            sign = -1;
            text = text[1..];
        }

        var (least, most) =
            part.Count == 2 ? (2, 2)
            : part.Count >= 4 || adjacent ? (strict || adjacent ? part.Count : 1, adjacent || strict ? part.Count : 9)
            : (1, 9);
        if (!TryDigits(ref text, least, most, out var year))
        {
            return false;
        }

        fields.Year = sign * (part.Count == 2 ? 2000 + year : year);
        return true;
    }

    private static bool TryFraction(Part part, ref ReadOnlySpan<char> text, ref DateFields fields)
    {
        var before = text.Length;
        if (part.Letter == 'n')
        {
            fields.Nano = TryDigits(ref text, 1, 9, out var nano) ? nano : null;
            return fields.Nano is not null;
        }

        if (!TryDigits(ref text, Math.Min(part.Count, 9), Math.Min(part.Count, 9), out var fraction))
        {
            return false;
        }

        for (var digits = before - text.Length; digits < 9; digits++)
        {
            fraction *= 10;
        }

        fields.Nano = fraction;
        return true;
    }

    private static bool TryName(DateTimeFormatInfo names, int count, ref ReadOnlySpan<char> text, out int month)
    {
        for (month = 1; month <= 12; month++)
        {
            var name = count == 3 ? names.GetAbbreviatedMonthName(month) : names.GetMonthName(month);
            if (text.StartsWith(name, StringComparison.Ordinal))
            {
                text = text[name.Length..];
                return true;
            }
        }

        return false;
    }

    private static bool TryDayName(int count, ref ReadOnlySpan<char> text)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            var name = count == 4 ? day.ToString() : day.ToString()[..3];
            if (text.StartsWith(name, StringComparison.Ordinal))
            {
                text = text[name.Length..];
                return true;
            }
        }

        return false;
    }

    private static bool TryZone(ref ReadOnlySpan<char> text, ref DateFields fields)
    {
        if (DateZone.TryOffset(ref text, out var offset))
        {
            fields.Zone = DateZone.Of(offset);
            return true;
        }

        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '/' or '_' or '+' or '-'))
        {
            end++;
        }

        try
        {
            fields.Zone = end > 0 ? DateZone.Parse(text[..end].ToString()) : null;
        }
        catch (ElasticsearchException)
        {
            // Not a zone, so not a date of this format: the caller tries the next and names them all.
            return false;
        }

        text = text[end..];
        return end > 0;
    }

    public override void Print(StringBuilder to, long utcMillis, DateZone zone)
    {
        var offset = zone.OffsetAt(utcMillis);
        var local = utcMillis + offset;
        var days = CivilDate.FloorDivide(local, CivilDate.MillisPerDay);
        Print(parts, to, CivilDate.FromDays(days), days, (int)(local - days * CivilDate.MillisPerDay), offset);
    }

    private static void Print(Part[] of, StringBuilder to, CivilDate date, long days, int millis, long offset)
    {
        foreach (var part in of)
        {
            switch (part.Letter)
            {
                case '\0':
                    to.Append(part.Literal);
                    break;
                case '[':
                    Print(part.Inner, to, date, days, millis, offset);
                    break;
                default:
                    Print(part, to, date, days, millis, offset);
                    break;
            }
        }
    }

    private static void Print(Part part, StringBuilder to, CivilDate date, long days, int millis, long offset)
    {
        var names = CultureInfo.InvariantCulture.DateTimeFormat;
        var hour = millis / 3_600_000;
        switch (part.Letter)
        {
            case 'y' or 'u' when part.Count == 2:
                Number(to, (int)(((date.Year % 100) + 100) % 100), 2);
                break;
            case 'y' or 'u':
                if (date.Year < 0)
                {
                    to.Append('-');
                }

                Number(to, Math.Abs(date.Year), part.Count);
                break;
            case 'M' or 'L' when part.Count >= 3:
                to.Append(part.Count == 3 ? names.GetAbbreviatedMonthName(date.Month) : names.GetMonthName(date.Month));
                break;
            case 'M' or 'L':
                Number(to, date.Month, part.Count);
                break;
            case 'd':
                Number(to, date.Day, part.Count);
                break;
            case 'D':
                Number(to, days - new CivilDate(date.Year, 1, 1).ToDays() + 1, part.Count);
                break;
            case 'H':
                Number(to, hour, part.Count);
                break;
            case 'k':
                Number(to, hour == 0 ? 24 : hour, part.Count);
                break;
            case 'h':
                Number(to, hour % 12 == 0 ? 12 : hour % 12, part.Count);
                break;
            case 'K':
                Number(to, hour % 12, part.Count);
                break;
            case 'm':
                Number(to, millis / 60_000 % 60, part.Count);
                break;
            case 's':
                Number(to, millis / 1000 % 60, part.Count);
                break;
            case 'S':
                to.Append((millis % 1000).ToString("000", CultureInfo.InvariantCulture).PadRight(9, '0').AsSpan(0, Math.Min(part.Count, 9)));
                break;
            case 'n':
                Number(to, millis % 1000 * 1_000_000, part.Count);
                break;
            case 'a':
                to.Append(hour < 12 ? "AM" : "PM");
                break;
            case 'E':
                var day = ((DayOfWeek)((((days + 4) % 7) + 7) % 7)).ToString();
                to.Append(part.Count == 4 ? day : day[..3]);
                break;
            default:
                to.Append(Zone(part, offset));
                break;
        }
    }

    private static string Zone(Part part, long offset)
    {
        var text = DateZone.Print(offset);
        return (part.Letter, part.Count) switch
        {
            ('X', 1) => text.Replace(":00", "").Replace(":", ""),
            ('X', 2) => text.Replace(":", ""),
            ('X', _) => text,
            ('x', 3) or ('Z', 5) => text == "Z" && part.Letter == 'x' ? "+00:00" : text,
            ('x', 1) => text == "Z" ? "+00" : text.Replace(":00", "").Replace(":", ""),
            ('x', _) or ('Z', _) => text == "Z" ? "+0000" : text.Replace(":", ""),
            _ => text,
        };
    }

    private static void Number(StringBuilder to, long value, int width) =>
        to.Append(value.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'));
}
