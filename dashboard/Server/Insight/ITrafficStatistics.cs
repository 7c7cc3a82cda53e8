using Platform.Dashboard.Objectives;

namespace Platform.Dashboard.Insight;

/// <summary>
/// What the resources did, counted as their spans come in: the one place that map, routes, objectives and alarms read. Kept for twelve hours, by 5
/// seconds at first, coarser when older. Times are nanoseconds since 1970.
/// </summary>
public interface ITrafficStatistics
{
    /// <summary>How far the counting is behind.</summary>
    TrafficLag Lag { get; }

    /// <summary>Raised after counting, on the counter's thread: be quick.</summary>
    event Action? Advanced;

    /// <summary>One subject in one window. What nothing is known of has a count of 0.</summary>
    TrafficWindow Query(Subject subject, long from, long to);

    IReadOnlyList<RouteTraffic> Routes(long from, long to);

    IReadOnlyList<EdgeTraffic> Edges(long from, long to);
}

/// <param name="Behind">Spans that wait to be counted.</param>
/// <param name="Counted">Spans counted so far.</param>
/// <param name="Missed">Spans that the store let go before they were counted, or that were older than twelve hours.</param>
public sealed record TrafficLag(long Behind, long Counted, long Missed);
