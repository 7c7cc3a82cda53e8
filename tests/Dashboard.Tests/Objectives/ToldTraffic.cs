using Platform.Dashboard.Insight;
using Platform.Dashboard.Objectives;

namespace Platform.Dashboard.Tests.Objectives;

/// <summary>Statistics that a test makes up.</summary>
internal sealed class ToldTraffic : ITrafficStatistics
{
    public List<RouteTraffic> Known { get; } = [];

    public List<Subject> Asked { get; } = [];

    public Func<Subject, long, long, TrafficWindow> Answer { get; set; } = (_, from, to) => TrafficWindow.Empty(from, to);

    public TrafficLag Lag => new(0, 0, 0);

    public event Action? Advanced;

    public void Advance() => Advanced?.Invoke();

    public TrafficWindow Query(Subject subject, long from, long to)
    {
        Asked.Add(subject);
        return Answer(subject, from, to);
    }

    public IReadOnlyList<RouteTraffic> Routes(long from, long to) => Known;

    public IReadOnlyList<EdgeTraffic> Edges(long from, long to) => [];
}
