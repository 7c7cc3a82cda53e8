namespace Platform.Engines.Elasticsearch.Mapping.Dates;

/// <summary>A day of the proleptic Gregorian calendar, of any year: .NET's dates end with 9999, milliseconds since 1970 do not.</summary>
internal readonly record struct CivilDate(long Year, int Month, int Day)
{
    public const long MillisPerDay = 86_400_000;

    public static CivilDate FromDays(long sinceEpoch)
    {
        // Years begin with March, so that the leap day is the last one; eras of 400 years are all alike.
        var z = sinceEpoch + 719_468;
        var era = Math.DivRem(z, 146_097, out var dayOfEra);
        if (dayOfEra < 0)
        {
            (era, dayOfEra) = (era - 1, dayOfEra + 146_097);
        }

        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var month = (int)((5 * dayOfYear + 2) / 153);
        var day = (int)(dayOfYear - (153 * month + 2) / 5 + 1);
        month = month < 10 ? month + 3 : month - 9;
        return new(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
    }

    public long ToDays()
    {
        var year = Month <= 2 ? Year - 1 : Year;
        var era = Math.DivRem(year, 400, out var yearOfEra);
        if (yearOfEra < 0)
        {
            (era, yearOfEra) = (era - 1, yearOfEra + 400);
        }

        var dayOfYear = (153 * (Month > 2 ? Month - 3 : Month + 9) + 2) / 5 + Day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    public static int DaysIn(long year, int month) =>
        month switch
        {
            2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
            4 or 6 or 9 or 11 => 30,
            _ => 31,
        };

    /// <summary>Later by months (or earlier); the day is kept where the month has it, else its last.</summary>
    public CivilDate PlusMonths(long months)
    {
        var total = Year * 12 + (Month - 1) + months;
        var year = FloorDivide(total, 12);
        var month = (int)(total - year * 12) + 1;
        return new(year, month, Math.Min(Day, DaysIn(year, month)));
    }

    public static long FloorDivide(long value, long by)
    {
        var quotient = Math.DivRem(value, by, out var rest);
        return rest != 0 && rest < 0 != by < 0 ? quotient - 1 : quotient;
    }
}
