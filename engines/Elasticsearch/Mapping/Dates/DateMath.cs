using System.Globalization;

namespace Platform.Engines.Elasticsearch.Mapping.Dates;

/// <summary>Sums on dates: <c>now-1d/d</c>, <c>2026-01-01||+1M/d</c>. Units y M w d h H m s; a slash rounds.</summary>
internal static class DateMath
{
    public static long Evaluate(DateFormats formats, string text, long now, bool roundUp, DateZone zone)
    {
        if (text.StartsWith("now", StringComparison.Ordinal))
        {
            return Apply(text, text.AsSpan(3), now, roundUp, zone);
        }

        var bars = text.IndexOf("||", StringComparison.Ordinal);
        var date = bars < 0 ? text : text[..bars];
        // The date itself is not rounded up where a sum follows: the sum's own rounding is.
        if (date.Length == 0 || !formats.TryParse(date, zone, roundUp && bars < 0, out var millis))
        {
            var failed = $"failed to parse date field [{date}] with format [{formats.Name}]";
            throw new ElasticsearchException(400, "parse_exception", $"{failed}: [{failed}]");
        }

        return bars < 0 ? millis : Apply(text, text.AsSpan(bars + 2), millis, roundUp, zone);
    }

    private static long Apply(string whole, ReadOnlySpan<char> sum, long millis, bool roundUp, DateZone zone)
    {
        while (!sum.IsEmpty)
        {
            var operation = sum[0];
            if (operation is not ('+' or '-' or '/'))
            {
                throw Failed($"operator not supported for date math [{sum}]");
            }

            sum = sum[1..];
            var digits = sum.IndexOfAnyExceptInRange('0', '9');
            if (digits < 0)
            {
                throw Failed(sum.IsEmpty ? $"truncated date math [{whole}]" : $"truncated date math [{sum}]");
            }

            var amount = 1L;
            if (
                digits > 0 && !long.TryParse(sum[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out amount)
                || amount > 1_000_000_000_000
            )
            {
                throw Failed($"number too large in date math [{whole}]");
            }

            if (operation == '/' && amount != 1)
            {
                throw Failed($"rounding `/` can only be used on single unit types [{whole}]");
            }

            var unit = sum[digits];
            sum = sum[(digits + 1)..];
            millis =
                operation == '/'
                    ? Round(millis, unit, roundUp, zone, whole)
                    : Plus(millis, operation == '-' ? -amount : amount, unit, zone, whole);
        }

        return millis;
    }

    private static long Round(long millis, char unit, bool roundUp, DateZone zone, string whole)
    {
        var floor = Floor(millis, unit, zone, whole);
        return roundUp ? Plus(floor, 1, unit, zone, whole) - 1 : floor;
    }

    private static long Floor(long millis, char unit, DateZone zone, string whole)
    {
        var local = zone.ToLocal(millis);
        var days = CivilDate.FloorDivide(local, CivilDate.MillisPerDay);
        var date = CivilDate.FromDays(days);
        return unit switch
        {
            'y' => zone.ToUtc(new CivilDate(date.Year, 1, 1).ToDays() * CivilDate.MillisPerDay),
            'M' => zone.ToUtc(new CivilDate(date.Year, date.Month, 1).ToDays() * CivilDate.MillisPerDay),
            // 1970 began on a Thursday.
            'w' => zone.ToUtc((CivilDate.FloorDivide(days + 3, 7) * 7 - 3) * CivilDate.MillisPerDay),
            'd' => zone.ToUtc(days * CivilDate.MillisPerDay),
            'h' or 'H' => millis - (local - CivilDate.FloorDivide(local, 3_600_000) * 3_600_000),
            'm' => millis - (local - CivilDate.FloorDivide(local, 60_000) * 60_000),
            's' => CivilDate.FloorDivide(millis, 1000) * 1000,
            _ => throw Failed($"unit [{unit}] not supported for date math [{whole}]"),
        };
    }

    private static long Plus(long millis, long amount, char unit, DateZone zone, string whole)
    {
        var fixedLength = unit switch
        {
            'h' or 'H' => 3_600_000,
            'm' => 60_000,
            's' => 1000,
            _ => 0L,
        };
        if (fixedLength != 0)
        {
            return Bounded(millis + (Int128)amount * fixedLength, whole);
        }

        var local = zone.ToLocal(millis);
        var days = CivilDate.FloorDivide(local, CivilDate.MillisPerDay);
        var time = local - days * CivilDate.MillisPerDay;
        if (unit is 'd' or 'w')
        {
            return zone.ToUtc(Bounded(local + (Int128)amount * (unit == 'w' ? 7 : 1) * CivilDate.MillisPerDay, whole));
        }

        var months = unit switch
        {
            'y' => amount * 12,
            'M' => amount,
            _ => throw Failed($"unit [{unit}] not supported for date math [{whole}]"),
        };
        if (Math.Abs(months) > 3_000_000_000)
        {
            throw Failed($"number too large in date math [{whole}]");
        }

        return zone.ToUtc(Bounded((Int128)CivilDate.FromDays(days).PlusMonths(months).ToDays() * CivilDate.MillisPerDay + time, whole));
    }

    private static long Bounded(Int128 millis, string whole) =>
        millis > long.MaxValue / 2 || millis < long.MinValue / 2 ? throw Failed($"number too large in date math [{whole}]") : (long)millis;

    private static ElasticsearchException Failed(string reason) => new(400, "parse_exception", reason);
}
