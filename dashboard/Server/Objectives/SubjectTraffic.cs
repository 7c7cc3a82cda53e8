using System.Collections.Concurrent;
using Platform.Dashboard.Insight;

namespace Platform.Dashboard.Objectives;

/// <summary>Reads the statistics of subjects as they were declared.</summary>
internal sealed class SubjectTraffic(ITrafficStatistics statistics)
{
    private const long Kept = 12 * 3600 * 1_000_000_000L;
    private readonly ConcurrentDictionary<Subject, Subject> known = new();

    public TrafficWindow Query(Subject subject, long from, long to) => statistics.Query(Named(subject, to), from, to);

    // The route's own name is known once it has been called.
    private Subject Named(Subject subject, long now)
    {
        if (subject.Route is not { } route || known.TryGetValue(subject, out var named))
        {
            return subject.Route is null ? subject : known[subject];
        }
        var found = statistics
            .Routes(now - Kept, now)
            .FirstOrDefault(item =>
                string.Equals(item.Resource, subject.Resource, StringComparison.OrdinalIgnoreCase) && RouteNames.AreSame(item.Route, route)
            );
        return found is null ? subject : known[subject] = subject with { Resource = found.Resource, Route = found.Route };
    }
}
