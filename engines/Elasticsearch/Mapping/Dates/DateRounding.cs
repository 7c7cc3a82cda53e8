using System.Globalization;

namespace Platform.Engines.Elasticsearch.Mapping.Dates;

/// <summary>Days, months or hours of a time zone that dates fall into; or spans of a fixed length. For one thread: it remembers the last one.</summary>
internal sealed class DateRounding
{
    private readonly char unit;
    private readonly long length;
    private readonly DateZone zone;
    private readonly long offset;
    private long from = 1;
    private long to;

    private DateRounding(char unit, long length, DateZone zone, long offset) =>
        (this.unit, this.length, this.zone, this.offset) = (unit, length, zone, offset);

    /// <summary><c>day</c>, <c>1d</c>, <c>month</c>, <c>1M</c> …</summary>
    public static DateRounding Calendar(string interval, DateZone zone, long offset)
    {
        var unit = interval switch
        {
            "second" or "1s" => 's',
            "minute" or "1m" => 'm',
            "hour" or "1h" => 'h',
            "day" or "1d" => 'd',
            "week" or "1w" => 'w',
            "month" or "1M" => 'M',
            "quarter" or "1q" => 'q',
            "year" or "1y" => 'y',
            _ => throw ElasticsearchException.IllegalArgument(
                $"The supplied interval [{interval}] could not be parsed as a calendar interval."
            ),
        };
        return new(unit, 0, zone, offset);
    }

    /// <param name="millis">More than 0.</param>
    public static DateRounding Fixed(long millis, DateZone zone, long offset) => new('\0', millis, zone, offset);

    /// <summary>Where the span begins that the instant lies in.</summary>
    public long Floor(long millis)
    {
        if (millis >= from && millis < to)
        {
            return from;
        }

        var start = Start(millis - offset) + offset;
        var next = Next(start);
        // A jump of the clocks may make one seem to lie outside its own span.
        (from, to) = next > start && millis >= start ? (start, next) : (1, 0);
        return start;
    }

    /// <summary>Where the span after the one begins that begins here.</summary>
    public long Next(long start)
    {
        var local = zone.ToLocal(start - offset);
        if (unit is '\0' or 's' or 'm' or 'h')
        {
            var step = StepMillis;
            var next = Start(start - offset + step) + offset;
            return next > start ? next : start + step;
        }

        // A calendar's spans are added in the calendar, whatever the clocks do.
        var days = CivilDate.FloorDivide(local, CivilDate.MillisPerDay);
        var date = CivilDate.FromDays(days);
        var then = unit switch
        {
            'd' => days + 1,
            'w' => days + 7,
            'M' => date.PlusMonths(1).ToDays(),
            'q' => date.PlusMonths(3).ToDays(),
            _ => date.PlusMonths(12).ToDays(),
        };
        return zone.ToUtc(then * CivilDate.MillisPerDay) + offset;
    }

    private long StepMillis =>
        unit switch
        {
            's' => 1000,
            'm' => 60_000,
            'h' => 3_600_000,
            _ => length,
        };

    private long Start(long millis)
    {
        var local = zone.ToLocal(millis);
        if (unit is '\0')
        {
            return zone.ToUtc(CivilDate.FloorDivide(local, length) * length);
        }

        if (unit is 's' or 'm' or 'h')
        {
            return millis - (local - CivilDate.FloorDivide(local, StepMillis) * StepMillis);
        }

        var days = CivilDate.FloorDivide(local, CivilDate.MillisPerDay);
        if (unit is 'd' or 'w')
        {
            return zone.ToUtc((unit == 'd' ? days : CivilDate.FloorDivide(days + 3, 7) * 7 - 3) * CivilDate.MillisPerDay);
        }

        var date = CivilDate.FromDays(days);
        var month = unit switch
        {
            'M' => date.Month,
            'q' => (date.Month - 1) / 3 * 3 + 1,
            _ => 1,
        };
        return zone.ToUtc(new CivilDate(date.Year, month, 1).ToDays() * CivilDate.MillisPerDay);
    }

    /// <summary>Milliseconds of <c>30m</c>, <c>2d</c> … a sign in front allowed.</summary>
    public static long? Length(string text)
    {
        var sign = 1;
        if (text is ['+' or '-', ..])
        {
            sign = text[0] == '-' ? -1 : 1;
            text = text[1..];
        }

        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return text == "0" ? 0 : null;
        }

        long? unit = text[digits..] switch
        {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => null,
        };
        return unit is { } millis && number < long.MaxValue / 1000 / millis ? sign * number * millis : null;
    }
}
