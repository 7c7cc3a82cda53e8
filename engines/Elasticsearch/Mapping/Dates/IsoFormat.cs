using System.Text;

namespace Platform.Engines.Elasticsearch.Mapping.Dates;

/// <summary><c>strict_date_optional_time</c> and <c>date_optional_time</c>: <c>2026</c>, <c>2026-01-31</c>, <c>2026-01-31T09:30:00.000+09:00</c> and what lies between.</summary>
internal sealed class IsoFormat(bool strict, bool nanos = false) : DateFormat
{
    private static readonly PatternFormat Printed = PatternFormat.Compile("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", strict: true);
    private static readonly PatternFormat PrintedNanos = PatternFormat.Compile("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSXXX", strict: true);

    public override bool TryRead(ReadOnlySpan<char> text, ref DateFields fields)
    {
        var sign = 1;
        var (least, most) = strict ? (4, 4) : (1, 9);
        if (text is ['-' or '+', ..])
        {
            (sign, most) = (text[0] == '-' ? -1 : 1, 9);
            text = text[1..];
        }

        if (!TryDigits(ref text, least, most, out var year))
        {
            return false;
        }

        fields.Year = sign * year;
        var two = strict ? 2 : 1;
        if (text is ['-', ..])
        {
            text = text[1..];
            if (!TryDigits(ref text, two, 2, out var month))
            {
                return false;
            }

            fields.Month = month;
            if (text is ['-', ..])
            {
                text = text[1..];
                if (!TryDigits(ref text, two, 2, out var day))
                {
                    return false;
                }

                fields.Day = day;
            }
        }

        if (text is not ['T', ..])
        {
            return text.IsEmpty;
        }

        text = text[1..];
        if (TryDigits(ref text, two, 2, out var hour))
        {
            fields.Hour = hour;
            if (text is [':', ..] && !TryMinutes(ref text, two, ref fields))
            {
                return false;
            }
        }

        if (text.IsEmpty)
        {
            return true;
        }

        if (!DateZone.TryOffset(ref text, out var offset))
        {
            return false;
        }

        fields.Zone = DateZone.Of(offset);
        return text.IsEmpty;
    }

    private static bool TryMinutes(ref ReadOnlySpan<char> text, int two, ref DateFields fields)
    {
        text = text[1..];
        if (!TryDigits(ref text, two, 2, out var minute))
        {
            return false;
        }

        fields.Minute = minute;
        if (text is not [':', ..])
        {
            return true;
        }

        text = text[1..];
        if (!TryDigits(ref text, two, 2, out var second))
        {
            return false;
        }

        fields.Second = second;
        if (text is not ['.' or ',', ..])
        {
            return true;
        }

        var before = text.Length - 1;
        text = text[1..];
        if (!TryDigits(ref text, 1, 9, out var fraction))
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

    public override void Print(StringBuilder to, long utcMillis, DateZone zone) =>
        (nanos ? PrintedNanos : Printed).Print(to, utcMillis, zone);
}
