namespace Platform.Engines.Elasticsearch.Mapping.Dates;

/// <summary>What a text said of a date; what it left out is null.</summary>
internal struct DateFields
{
    public long? EpochMillis;
    public long? Year;
    public int? Month;
    public int? Day;
    public int? DayOfYear;
    public int? Hour;
    public int? Minute;
    public int? Second;
    public int? Nano;
    public bool? Afternoon;
    public int? HalfDayHour;
    public DateZone? Zone;

    /// <param name="zone">Where the text names none.</param>
    /// <param name="roundUp">Whether what was left out of the time of day is its end; a month or day left out is the first either way.</param>
    /// <returns>False when there is no such day or time.</returns>
    public readonly bool TryMillis(DateZone zone, bool roundUp, out long millis)
    {
        millis = 0;
        if (EpochMillis is { } epoch)
        {
            millis = epoch;
            return true;
        }

        var year = Year ?? 1970;
        if (Math.Abs(year) > 290_000_000)
        {
            return false;
        }

        long days;
        if (DayOfYear is { } dayOfYear)
        {
            if (dayOfYear < 1 || dayOfYear > 337 + CivilDate.DaysIn(year, 2))
            {
                return false;
            }

            days = new CivilDate(year, 1, 1).ToDays() + dayOfYear - 1;
        }
        else
        {
            var (month, day) = (Month ?? 1, Day ?? 1);
            if (month is < 1 or > 12 || day < 1 || day > CivilDate.DaysIn(year, month))
            {
                return false;
            }

            days = new CivilDate(year, month, day).ToDays();
        }

        var hour =
            Hour
            ?? (
                HalfDayHour is { } half ? half % 12 + (Afternoon == true ? 12 : 0)
                : roundUp ? 23
                : 0
            );
        var minute = Minute ?? (roundUp ? 59 : 0);
        var second = Second ?? (roundUp ? 59 : 0);
        var nano = Nano ?? (roundUp ? 999_999_999 : 0);
        var nextDay = hour == 24 && minute == 0 && second == 0 && nano == 0;
        if (hour > 23 && !nextDay || minute > 59 || second > 59)
        {
            return false;
        }

        millis = days * CivilDate.MillisPerDay + ((hour * 60 + minute) * 60L + second) * 1000 + nano / 1_000_000;
        millis = (Zone ?? zone).ToUtc(millis);
        return true;
    }
}
