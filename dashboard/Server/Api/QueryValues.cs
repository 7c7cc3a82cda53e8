using System.Globalization;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api;

/// <summary>What lists are asked with. Outside times are milliseconds since 1970 with a fraction; within they are nanoseconds.</summary>
internal static class QueryValues
{
    public static string? Text(this IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Parts between commas, or repeated.</summary>
    public static IReadOnlyList<string> List(this IQueryCollection query, string name) =>
        [
            .. query[name]
                .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        ];

    /// <summary>Milliseconds as nanoseconds; the fallback where there is no such number.</summary>
    public static long Nanoseconds(this IQueryCollection query, string name, long fallback) =>
        double.TryParse(query[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
        && double.IsFinite(milliseconds)
            ? (long)Math.Clamp(milliseconds * 1e6, 0, 9.2e18)
            : fallback;

    public static long Number(this IQueryCollection query, string name, long fallback) =>
        long.TryParse(query[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : fallback;

    /// <summary>Between 1 and the most.</summary>
    public static int Limit(this IQueryCollection query, int usual, int most) => (int)Math.Clamp(query.Number("limit", usual), 1, most);

    public static string Hex(UInt128 traceId) => traceId.ToString("x32", CultureInfo.InvariantCulture);

    public static string Hex(ulong spanId) => spanId.ToString("x16", CultureInfo.InvariantCulture);

    public static string? HexOrNull(ulong spanId) => spanId == 0 ? null : Hex(spanId);

    public static bool TryTraceId(string? text, out UInt128 id)
    {
        id = default;
        return text?.Length == 32 && UInt128.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out id) && id != default;
    }

    public static bool TrySpanId(string? text, out ulong id)
    {
        id = 0;
        return text?.Length == 16 && ulong.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out id) && id != 0;
    }

    public static IResult Invalid(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The query is not understood");

    public static IResult Gone(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Not here");

    /// <summary>A search text that is not well-formed, or a run that is not there, is the asker's to mend: problem details, not a fault.</summary>
    public static RouteGroupBuilder WithQueryProblems(this RouteGroupBuilder group) =>
        group.AddEndpointFilter(
            async (context, next) =>
            {
                try
                {
                    return await next(context);
                }
                catch (QueryException exception)
                {
                    return Invalid(exception.Message);
                }
            }
        );
}
