using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Mocks.Stubs.Templates;

/// <summary><c>{{now offset='3 days' timezone='Asia/Seoul' format='yyyy-MM-dd'}}</c>; UTC and ISO 8601 when not said otherwise.</summary>
internal static partial class NowHelper
{
    public static Func<TemplateContext, string> Read(HelperCall call)
    {
        call.Expect(0, "offset", "format", "timezone");
        var shift = Shift(call);
        var zone = Zone(call);
        var format = call.Option("format") ?? "yyyy-MM-dd'T'HH:mm:ssXXX";
        if (format is "epoch")
            return context => shift(context.Time.GetUtcNow()).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        if (format is "unix")
            return context => shift(context.Time.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var pieces = JavaPattern().Matches(format).Select(piece => Piece(piece.Value, call)).ToList();
        return context =>
        {
            var now = TimeZoneInfo.ConvertTime(shift(context.Time.GetUtcNow()), zone);
            return string.Concat(pieces.Select(piece => piece(now)));
        };
    }

    private static Func<DateTimeOffset, string> Piece(string piece, HelperCall call)
    {
        if (piece.StartsWith('\''))
            return _ => piece == "''" ? "'" : piece[1..^1];
        if (!char.IsAsciiLetter(piece[0]))
            return _ => piece;
        var dotnet = piece switch
        {
            "yyyy" or "yy" or "MM" or "M" or "dd" or "d" or "HH" or "H" or "hh" or "h" or "mm" or "m" or "ss" or "s" or "MMM" or "MMMM" =>
                piece,
            "SSS" => "fff",
            "EEE" => "ddd",
            "EEEE" => "dddd",
            "a" => "tt",
            "XXX" or "Z" => "zzz",
            _ => throw call.Refuse($"'{piece}' in the format is not supported"),
        };
        return piece switch
        {
            "XXX" => now => now.Offset == TimeSpan.Zero ? "Z" : now.ToString("zzz", CultureInfo.InvariantCulture),
            "Z" => now => now.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", ""),
            // A lone letter would be read as one of .NET's standard formats.
            _ => now => now.ToString(dotnet.Length == 1 ? "%" + dotnet : dotnet, CultureInfo.InvariantCulture),
        };
    }

    private static TimeZoneInfo Zone(HelperCall call) =>
        call.Option("timezone") is not { } name ? TimeZoneInfo.Utc
        : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone
        : throw call.Refuse($"the time zone {name} is not known");

    private static Func<DateTimeOffset, DateTimeOffset> Shift(HelperCall call)
    {
        if (call.Option("offset") is not { } text)
            return now => now;
        if (text.Split(' ') is not [var count, var unit] || !int.TryParse(count, out var amount))
            throw call.Refuse("the offset has to be like '3 days' or '-2 hours'");
        return unit.TrimEnd('s') switch
        {
            "second" => now => now.AddSeconds(amount),
            "minute" => now => now.AddMinutes(amount),
            "hour" => now => now.AddHours(amount),
            "day" => now => now.AddDays(amount),
            "month" => now => now.AddMonths(amount),
            "year" => now => now.AddYears(amount),
            _ => throw call.Refuse($"the unit {unit} is not supported"),
        };
    }

    [GeneratedRegex("'[^']*'|([A-Za-z])\\1*|[^A-Za-z']+")]
    private static partial Regex JavaPattern();
}
