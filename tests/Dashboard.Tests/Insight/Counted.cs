using Dashboard.Tests.Otlp;
using Dashboard.Tests.Otlp.Wire;
using Google.Protobuf;
using Platform.Dashboard.Insight;
using Platform.Dashboard.Store;

namespace Dashboard.Tests.Insight;

/// <summary>A store that is counted, fed with real export requests.</summary>
internal sealed class Counted
{
    public static readonly long From = Telemetry.Nanoseconds(0);
    public static readonly long To = Telemetry.Nanoseconds(24 * 3600 * 1000);

    public Counted(double now = 600_000)
    {
        Clock = new StoppedClock(now);
        var tables = new TelemetryTables();
        Spans = new SpanStore(tables, 64 << 20, Clock);
        Insights = new Insights(Spans, Peers, Clock, live: true);
    }

    public StoppedClock Clock { get; }

    public PeerResolver Peers { get; } = new();

    public SpanStore Spans { get; }

    public Insights Insights { get; }

    public void Send(string service, params IEnumerable<Span> spans)
    {
        Spans.Accept(Telemetry.Spans(service, spans).ToByteArray()).Malformed.ShouldBeFalse();
        Insights.CatchUp();
    }

    public RouteTraffic Route(string resource, string route) =>
        Insights.Routes(From, To).ShouldHaveSingleItem(one => one.Resource == resource && one.Route == route);

    public IReadOnlyList<EdgeTraffic> Edges => Insights.Edges(From, To);
}

internal static class Finding
{
    public static T ShouldHaveSingleItem<T>(this IEnumerable<T> items, Func<T, bool> which)
    {
        var found = items.Where(which).ToList();
        found.Count.ShouldBe(1);
        return found[0];
    }
}
