using System.Collections.Concurrent;
using System.Text;

namespace Platform.Engines.Elasticsearch.Mapping.Dates;

/// <summary>The formats that a date may have (<c>strict_date_optional_time||epoch_millis</c>): the first that fits reads it, the first of all prints it. Any thread.</summary>
internal sealed class DateFormats
{
    public const string Default = "strict_date_optional_time||epoch_millis";

    // Requests may bring formats of their own: what is remembered is bounded.
    private const int Remembered = 1000;
    private static readonly ConcurrentDictionary<string, DateFormats> Known = new();

    private readonly DateFormat[] formats;

    private DateFormats(string name, DateFormat[] formats) => (Name, this.formats) = (name, formats);

    /// <summary>As mappings and requests write it.</summary>
    public string Name { get; }

    /// <exception cref="ElasticsearchException">There is no such format.</exception>
    public static DateFormats Of(string name)
    {
        if (Known.TryGetValue(name, out var known))
        {
            return known;
        }

        if (name.Length == 0)
        {
            throw ElasticsearchException.IllegalArgument("No date pattern provided");
        }

        var made = new DateFormats(name, [.. name.Split("||").Select(One)]);
        if (Known.Count < Remembered)
        {
            Known.TryAdd(name, made);
        }

        return made;
    }

    private static DateFormat One(string name)
    {
        var strict = name.StartsWith("strict_", StringComparison.Ordinal);
        var pattern = (strict ? name[7..] : name) switch
        {
            "date_optional_time" or "iso8601" => "",
            "date_optional_time_nanos" => "nanos",
            "basic_date" => "yyyyMMdd",
            "basic_date_time" => "yyyyMMdd'T'HHmmss.SSSX",
            "basic_date_time_no_millis" => "yyyyMMdd'T'HHmmssX",
            "basic_time" => "HHmmss.SSSX",
            "basic_time_no_millis" => "HHmmssX",
            "date" or "year_month_day" => "yyyy-MM-dd",
            "date_hour" => "yyyy-MM-dd'T'HH",
            "date_hour_minute" => "yyyy-MM-dd'T'HH:mm",
            "date_hour_minute_second" => "yyyy-MM-dd'T'HH:mm:ss",
            "date_hour_minute_second_millis" or "date_hour_minute_second_fraction" => "yyyy-MM-dd'T'HH:mm:ss.SSS",
            "date_time" => "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "date_time_no_millis" => "yyyy-MM-dd'T'HH:mm:ssXXX",
            "hour" => "HH",
            "hour_minute" => "HH:mm",
            "hour_minute_second" => "HH:mm:ss",
            "hour_minute_second_millis" or "hour_minute_second_fraction" => "HH:mm:ss.SSS",
            "time" => "HH:mm:ss.SSSXXX",
            "time_no_millis" => "HH:mm:ssXXX",
            "ordinal_date" => "yyyy-DDD",
            "ordinal_date_time" => "yyyy-DDD'T'HH:mm:ss.SSSXXX",
            "ordinal_date_time_no_millis" => "yyyy-DDD'T'HH:mm:ssXXX",
            "year" => "yyyy",
            "year_month" => "yyyy-MM",
            _ => null,
        };
        return (name, pattern) switch
        {
            ("epoch_millis", _) => new EpochFormat(seconds: false),
            ("epoch_second", _) => new EpochFormat(seconds: true),
            (_, "") => new IsoFormat(strict || name == "iso8601"),
            (_, "nanos") => new IsoFormat(strict, nanos: true),
            (_, { } known) => PatternFormat.Compile(known, strict || name.StartsWith("basic_", StringComparison.Ordinal)),
            // "8" chose Java's patterns in the days when Joda's were the default.
            _ => PatternFormat.Compile(name.StartsWith('8') ? name[1..] : name, strict: true),
        };
    }

    /// <summary>Milliseconds since 1970, UTC where the text says nothing else.</summary>
    public bool TryParse(ReadOnlySpan<char> text, out long millis) => TryParse(text, DateZone.Utc, roundUp: false, out millis);

    internal bool TryParse(ReadOnlySpan<char> text, DateZone zone, bool roundUp, out long millis)
    {
        foreach (var format in formats)
        {
            var fields = new DateFields();
            if (format.TryRead(text, ref fields) && fields.TryMillis(zone, roundUp, out millis))
            {
                return true;
            }
        }

        millis = 0;
        return false;
    }

    /// <summary>A date, or a sum on one (<see cref="DateMath"/>).</summary>
    /// <param name="roundUp">Whether what is left out is filled, and what is rounded goes, to its last millisecond.</param>
    /// <param name="zone">Of what names none; UTC where null.</param>
    /// <exception cref="ElasticsearchException">It is no date of these formats.</exception>
    public long Parse(string text, DateTimeOffset now, bool roundUp = false, DateZone? zone = null) =>
        DateMath.Evaluate(this, text, now.ToUnixTimeMilliseconds(), roundUp, zone ?? DateZone.Utc);

    public string Print(long millis, DateZone? zone = null)
    {
        var to = new StringBuilder(32);
        formats[0].Print(to, millis, zone ?? DateZone.Utc);
        return to.ToString();
    }
}
