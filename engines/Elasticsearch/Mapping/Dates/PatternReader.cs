using System.Globalization;

namespace Platform.Engines.Elasticsearch.Mapping.Dates;

/// <param name="strict">Whether two letters want two digits; else one will do.</param>
internal sealed class PatternReader(bool strict)
{
    public bool TryRead(PatternPart[] of, ref ReadOnlySpan<char> text, ref DateFields fields)
    {
        for (var i = 0; i < of.Length; i++)
        {
            var part = of[i];
            if (part.Letter == '[')
            {
                var rest = text;
                var inner = fields;
                if (TryRead(part.Inner, ref rest, ref inner))
                {
                    text = rest;
                    fields = inner;
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
    private bool TryRead(PatternPart part, bool adjacent, ref ReadOnlySpan<char> text, ref DateFields fields)
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
                fields.Month = DateFormat.TryDigits(ref text, least, 2, out value) ? value : null;
                return fields.Month is not null;
            case 'd':
                fields.Day = DateFormat.TryDigits(ref text, least, 2, out value) ? value : null;
                return fields.Day is not null;
            case 'D':
                fields.DayOfYear = DateFormat.TryDigits(ref text, adjacent ? count : 1, 3, out value) ? value : null;
                return fields.DayOfYear is not null;
            case 'H' or 'k':
                fields.Hour = DateFormat.TryDigits(ref text, least, 2, out value) ? value : null;
                return fields.Hour is not null;
            case 'h' or 'K':
                fields.HalfDayHour = DateFormat.TryDigits(ref text, least, 2, out value) && value <= 12 ? value : null;
                return fields.HalfDayHour is not null;
            case 'm':
                fields.Minute = DateFormat.TryDigits(ref text, least, 2, out value) ? value : null;
                return fields.Minute is not null;
            case 's':
                fields.Second = DateFormat.TryDigits(ref text, least, 2, out value) ? value : null;
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

    private bool TryYear(PatternPart part, bool adjacent, ref ReadOnlySpan<char> text, ref DateFields fields)
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
        if (!DateFormat.TryDigits(ref text, least, most, out var year))
        {
            return false;
        }

        fields.Year = sign * (part.Count == 2 ? 2000 + year : year);
        return true;
    }

    private static bool TryFraction(PatternPart part, ref ReadOnlySpan<char> text, ref DateFields fields)
    {
        var before = text.Length;
        if (part.Letter == 'n')
        {
            fields.Nano = DateFormat.TryDigits(ref text, 1, 9, out var nano) ? nano : null;
            return fields.Nano is not null;
        }

        if (!DateFormat.TryDigits(ref text, Math.Min(part.Count, 9), Math.Min(part.Count, 9), out var fraction))
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
}
