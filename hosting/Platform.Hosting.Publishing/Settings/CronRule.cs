using System.Globalization;

namespace Platform.Hosting.Publishing.Settings;

/// <summary>Whether a schedule is one that CronJob and the operators take: five fields, numbers or names, lists, ranges, steps. Stands for a cron library.</summary>
internal static class CronRule
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static bool IsSchedule(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 5
            && IsField(fields[0], 0, 59)
            && IsField(fields[1], 0, 23)
            && IsField(fields[2], 1, 31)
            && IsField(fields[3], 1, 12, Months)
            && IsField(fields[4], 0, 7, Days);
    }

    private static bool IsField(string field, int least, int most, string[]? names = null) =>
        field.Split(',').All(item => IsItem(item, least, most, names ?? []));

    private static bool IsItem(string item, int least, int most, string[] names)
    {
        var (range, step) = item.Split('/') switch
        {
            [var one] => (one, "1"),
            [var one, var every] => (one, every),
            _ => ("", ""),
        };
        if (Number(step) is not >= 1)
        {
            return false;
        }
        return range.Split('-') switch
        {
            ["*"] => true,
            [var only] => IsIn(Value(only)),
            [var from, var to] => Value(from) is { } first && Value(to) is { } last && IsIn(first) && IsIn(last) && first <= last,
            _ => false,
        };

        bool IsIn(int? value) => value >= least && value <= most;

        int? Value(string text)
        {
            var name = Array.FindIndex(names, known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
            return name >= 0 ? name + least : Number(text);
        }
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
