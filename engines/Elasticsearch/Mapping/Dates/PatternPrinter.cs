using System.Globalization;
using System.Text;

namespace Platform.Engines.Elasticsearch.Mapping.Dates;

internal static class PatternPrinter
{
    public static void Print(PatternPart[] of, StringBuilder to, CivilDate date, long days, int millis, long offset)
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

    private static void Print(PatternPart part, StringBuilder to, CivilDate date, long days, int millis, long offset)
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
                to.Append(
                    (millis % 1000).ToString("000", CultureInfo.InvariantCulture).PadRight(9, '0').AsSpan(0, Math.Min(part.Count, 9))
                );
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

    private static string Zone(PatternPart part, long offset)
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
