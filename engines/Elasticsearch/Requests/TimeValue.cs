using System.Globalization;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Spans of time as requests write them: <c>30s</c>, <c>1m</c>, <c>500ms</c>.</summary>
internal static class TimeValue
{
    private static readonly (string Unit, double Millis)[] Units =
    [
        ("nanos", 1e-6),
        ("micros", 1e-3),
        ("ms", 1),
        ("s", 1000),
        ("m", 60_000),
        ("h", 3_600_000),
        ("d", 86_400_000),
    ];

    /// <param name="setting">For the error.</param>
    /// <exception cref="ElasticsearchException">It is none.</exception>
    public static TimeSpan Parse(string text, string setting)
    {
        if (text is "0" or "-1")
        {
            return text == "0" ? TimeSpan.Zero : TimeSpan.FromMilliseconds(-1);
        }

        foreach (var (unit, millis) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                if (
                    !long.TryParse(
                        text.AsSpan(0, text.Length - unit.Length).Trim(),
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var number
                    )
                    || number * millis > 1e15
                )
                {
                    break;
                }

                return TimeSpan.FromMilliseconds(number * millis);
            }
        }

        throw ElasticsearchException.IllegalArgument(
            $"failed to parse setting [{setting}] with value [{text}] as a time value: unit is missing or unrecognized"
        );
    }
}
