using Platform.Dashboard.Insight;

namespace Platform.Dashboard.Objectives;

/// <summary>What an alert's measure is at a moment.</summary>
/// <param name="Detail">How much it stands on, for people; null where there is nothing to say.</param>
internal readonly record struct AlarmReading(double Value, bool Breaks, string? Detail);

/// <summary>Reads alerts' measures: of traffic, those of the last minute.</summary>
internal sealed class AlarmReader(SubjectTraffic traffic, DownWatch down, IMachine machine)
{
    public const long Window = 60 * 1_000_000_000L;

    public AlarmReading Read(AlertDefinition alert, long now) =>
        alert.Measure switch
        {
            Measures.InstanceDown => Down(alert),
            Measures.DiskShare => Share(alert, machine.DiskShare()),
            Measures.MemoryShare => Share(alert, machine.MemoryShare()),
            _ => Traffic(alert, traffic.Query(alert.Subject, now - Window, now)),
        };

    private AlarmReading Down(AlertDefinition alert)
    {
        var replicas = down.Down(alert.Subject.Resource);
        return new AlarmReading(replicas.Count, replicas.Count > 0, replicas.Count > 0 ? string.Join(", ", replicas) : null);
    }

    private static AlarmReading Share(AlertDefinition alert, double? share) => new(share ?? 0, share > alert.Limit, null);

    private static AlarmReading Traffic(AlertDefinition alert, TrafficWindow window)
    {
        var value = Measures.Of(alert.Measure, window);
        var breaks = window.Count >= Math.Max(alert.MinimumSamples, 1) && Measures.Breaks(alert.Measure, value, alert.Limit);
        var detail = alert.Measure == Measures.ErrorShare ? $"{window.Errors} of {window.Count}" : $"{window.Count} requests";
        return new AlarmReading(value, breaks, detail);
    }
}
