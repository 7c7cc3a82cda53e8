using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Channels.Telemetry;

/// <summary>Spans and metrics of what goes to malls and comes from them. "Platform.*" is what the telemetry listens to.</summary>
internal static class ChannelTelemetry
{
    public const string Name = "Platform.Channels";
    private const string Channel = "channel";
    private const string Outcome = "outcome";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Pushes = Meter.CreateCounter<long>("channels.pushes", "{product}", "Products told to malls");
    private static readonly Counter<long> Orders = Meter.CreateCounter<long>(
        "channels.orders",
        "{order}",
        "Orders of malls by what they came to"
    );
    private static readonly Histogram<double> PushLag = Meter.CreateHistogram<double>(
        "channels.push.lag",
        "s",
        "From a change of a product until the mall knows"
    );
    private static readonly Histogram<double> OrderLag = Meter.CreateHistogram<double>(
        "channels.order.lag",
        "s",
        "From an order at a mall until it is received here"
    );

    public static ActivitySource Source { get; } = new(Name);

    public static void Pushed(string channel, string outcome, TimeSpan lag)
    {
        Pushes.Add(1, new(Channel, channel), new(Outcome, outcome));
        if (outcome == "told")
            PushLag.Record(lag.TotalSeconds, new KeyValuePair<string, object?>(Channel, channel));
    }

    public static void Received(string channel, TimeSpan lag)
    {
        Came(channel, "received");
        OrderLag.Record(Math.Max(0, lag.TotalSeconds), new KeyValuePair<string, object?>(Channel, channel));
    }

    /// <summary>An order reached a state.</summary>
    public static void Came(string channel, string outcome) => Orders.Add(1, new(Channel, channel), new(Outcome, outcome));

    /// <summary>A span in the trace that a row belongs to.</summary>
    public static Activity? Start(string name, string? traceParent, ActivityKind kind = ActivityKind.Internal)
    {
        ActivityContext.TryParse(traceParent, null, out var parent);
        return Source.StartActivity(name, kind, parent);
    }
}
