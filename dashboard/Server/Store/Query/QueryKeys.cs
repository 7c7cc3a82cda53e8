using System.Globalization;

namespace Platform.Dashboard.Store;

/// <summary>The keys that mean something of their own; any other is an attribute's.</summary>
internal static class QueryKeys
{
    private static readonly string[] levels = ["unset", "trace", "debug", "info", "warn", "error", "fatal"];
    private static readonly string[] kinds = ["unspecified", "internal", "server", "client", "producer", "consumer"];
    private static readonly string[] statuses = ["unset", "ok", "error"];
    private static readonly string[] types = ["http", "db", "messaging", "rpc", "cloud", "other"];
    private static readonly (string Unit, double Nanoseconds)[] units =
    [
        ("ns", 1),
        ("us", 1e3),
        ("µs", 1e3),
        ("ms", 1e6),
        ("min", 60e9),
        ("s", 1e9),
        ("m", 60e9),
        ("h", 3600e9),
    ];

    /// <summary>One name of several: <c>severity</c> is <c>level</c>.</summary>
    public static string Canonical(string key) =>
        key.ToLowerInvariant() switch
        {
            "service" or "service.name" => "resource",
            "severity" => "level",
            "body" => "message",
            "scope" => "category",
            "trace.id" or "traceid" or "trace_id" => "trace",
            "span.id" or "spanid" or "span_id" => "span",
            "resource"
            or "level"
            or "message"
            or "category"
            or "trace"
            or "span"
            or "parent"
            or "name"
            or "kind"
            or "status"
            or "duration"
            or "type"
            or "route"
            or "peer"
            or "system"
            or "error"
            or "event" => key.ToLowerInvariant(),
            _ => key,
        };

    /// <summary>The value of such a key as a number; NaN where a text is meant.</summary>
    /// <exception cref="QueryException">The key has no such value.</exception>
    public static double Number(string key, QueryOperator op, string value, int position) =>
        key switch
        {
            _ when op == QueryOperator.Exists => double.NaN,
            "duration" => Duration(value, position),
            "level" => Level(value, op, position),
            "kind" => OneOf(kinds, "kind", value, position),
            "status" => double.TryParse(value, CultureInfo.InvariantCulture, out var code) && code >= 100
                ? code
                : OneOf(statuses, "status", value, position),
            "type" => OneOf(types, "type", value, position),
            _ => Plain(key, op, value, position),
        };

    private static double Plain(string key, QueryOperator op, string value, int position)
    {
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }
        return op is QueryOperator.Contains or QueryOperator.Equal
            ? double.NaN
            : throw new QueryException(
                $"'{key}' is compared with a number, and '{value}' is none. Put quotes around what is text",
                position
            );
    }

    private static double Duration(string value, int position)
    {
        foreach (var (unit, nanoseconds) in units)
        {
            if (
                value.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(value.AsSpan(0, value.Length - unit.Length), CultureInfo.InvariantCulture, out var number)
            )
            {
                return number * nanoseconds;
            }
        }
        return double.TryParse(value, CultureInfo.InvariantCulture, out var milliseconds)
            ? milliseconds * 1e6
            : throw new QueryException($"'{value}' is no duration: write 250ms, 1.5s or 2m", position);
    }

    /// <summary>Of the four numbers that a level has, the one that makes the comparison right.</summary>
    private static double Level(string value, QueryOperator op, int position)
    {
        var name = value.ToLowerInvariant() switch
        {
            "information" => "info",
            "warning" => "warn",
            "critical" or "crit" => "fatal",
            var other => other,
        };
        var index = OneOf(levels, "level", name, position);
        var lowest = index == 0 ? 0 : (index * 4) - 3;
        return op is QueryOperator.Greater or QueryOperator.LessOrEqual && index > 0 ? lowest + 3 : lowest;
    }

    private static int OneOf(string[] names, string key, string value, int position)
    {
        var index = Array.IndexOf(names, value.ToLowerInvariant());
        return index >= 0 ? index : throw new QueryException($"'{value}' is no {key}: there are {string.Join(", ", names)}", position);
    }
}
