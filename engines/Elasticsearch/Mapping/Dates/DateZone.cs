using System.Globalization;

namespace Platform.Engines.Elasticsearch.Mapping.Dates;

/// <summary>A time zone: an offset, or a region with its history of them.</summary>
internal sealed class DateZone
{
    private readonly long fixedOffset;
    private readonly TimeZoneInfo? region;

    private DateZone(long offsetMillis, TimeZoneInfo? region = null) => (fixedOffset, this.region) = (offsetMillis, region);

    public static DateZone Utc { get; } = new(0);

    public static DateZone Of(int offsetSeconds) => offsetSeconds == 0 ? Utc : new(offsetSeconds * 1000L);

    public bool IsFixed => region is null;

    /// <summary><c>Z</c>, <c>+09:00</c>, <c>+0900</c>, <c>+9</c> or a region such as <c>Asia/Seoul</c>.</summary>
    /// <exception cref="ElasticsearchException">There is no such zone.</exception>
    public static DateZone Parse(string name)
    {
        if (name is "Z" or "z" or "UTC" or "GMT" or "UT")
        {
            return Utc;
        }

        var rest = name.AsSpan();
        if (TryOffset(ref rest, out var seconds, anyWidth: true) && rest.IsEmpty)
        {
            return Of(seconds);
        }

        try
        {
            return new(0, TimeZoneInfo.FindSystemTimeZoneById(name));
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException)
        {
            throw new ElasticsearchException(400, "illegal_argument_exception", $"Unknown time-zone ID: {name}", e);
        }
    }

    /// <summary>Reads <c>Z</c>, <c>+09</c>, <c>+0900</c>, <c>+09:00</c> or <c>+09:00:30</c> off the front.</summary>
    public static bool TryOffset(ref ReadOnlySpan<char> text, out int seconds, bool anyWidth = false)
    {
        seconds = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        if (text[0] == 'Z')
        {
            text = text[1..];
            return true;
        }

        if (text[0] is not ('+' or '-'))
        {
            return false;
        }

        var rest = text[1..];
        if (anyWidth && rest.Length == 1 && char.IsAsciiDigit(rest[0]))
        {
            seconds = (rest[0] - '0') * 3600 * (text[0] == '-' ? -1 : 1);
            text = [];
            return true;
        }

        if (!TwoDigits(ref rest, out var hours) || hours > 18)
        {
            return false;
        }

        int minutes = 0,
            more = 0;
        if (TryPart(ref rest, out minutes))
        {
            _ = TryPart(ref rest, out more);
        }

        if (minutes > 59 || more > 59)
        {
            return false;
        }

        seconds = (hours * 3600 + minutes * 60 + more) * (text[0] == '-' ? -1 : 1);
        text = rest;
        return true;
    }

    private static bool TryPart(ref ReadOnlySpan<char> text, out int value)
    {
        var rest = text is [':', ..] ? text[1..] : text;
        if (!TwoDigits(ref rest, out value))
        {
            return false;
        }

        text = rest;
        return true;
    }

    private static bool TwoDigits(ref ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (text.Length < 2 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]))
        {
            return false;
        }

        value = (text[0] - '0') * 10 + (text[1] - '0');
        text = text[2..];
        return true;
    }

    public long OffsetAt(long utcMillis) => region is null ? fixedOffset : (long)region.GetUtcOffset(Instant(utcMillis)).TotalMilliseconds;

    public long ToLocal(long utcMillis) => utcMillis + OffsetAt(utcMillis);

    /// <summary>A time that the clocks showed twice means the first; one that they jumped over means as much later.</summary>
    public long ToUtc(long localMillis)
    {
        if (region is null)
        {
            return localMillis - fixedOffset;
        }

        var before = OffsetAt(localMillis - CivilDate.MillisPerDay);
        var after = OffsetAt(localMillis + CivilDate.MillisPerDay);
        if (before == after || OffsetAt(localMillis - before) == before)
        {
            return localMillis - before;
        }

        return OffsetAt(localMillis - after) == after ? localMillis - after : localMillis - before;
    }

    private static DateTime Instant(long utcMillis)
    {
        var least = (long)(DateTime.MinValue - DateTime.UnixEpoch).TotalMilliseconds + CivilDate.MillisPerDay;
        var most = (long)(DateTime.MaxValue - DateTime.UnixEpoch).TotalMilliseconds - CivilDate.MillisPerDay;
        return DateTime.UnixEpoch.AddMilliseconds(Math.Clamp(utcMillis, least, most));
    }

    /// <summary>As dates print it: <c>Z</c> or <c>+09:00</c>.</summary>
    public static string Print(long offsetMillis)
    {
        if (offsetMillis == 0)
        {
            return "Z";
        }

        var seconds = Math.Abs(offsetMillis) / 1000;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{(offsetMillis < 0 ? '-' : '+')}{seconds / 3600:00}:{seconds / 60 % 60:00}"
        );
        return seconds % 60 == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{seconds % 60:00}");
    }
}
