using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Api;

/// <summary>Which time a request asks for, and of which run.</summary>
internal readonly record struct InsightWindow(long From, long To)
{
    private const long Default = 900_000_000_000;

    /// <summary>Without times: the last quarter of an hour, of an old run all of it.</summary>
    public static InsightWindow Of(double? from, double? to, Insights insights, string? run)
    {
        var end = UnixNanoseconds.FromMilliseconds(to, insights.Table.Now);
        return new InsightWindow(UnixNanoseconds.FromMilliseconds(from, run is null ? end - Default : insights.Table.Oldest), end);
    }

    public InsightWindow Before() => new(From - (To - From), From);
}
