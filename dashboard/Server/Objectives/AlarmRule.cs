namespace Platform.Dashboard.Objectives;

/// <summary>An alert's state: quiet, pending since it began to hold, firing since it has held long enough. Not safe for threads.</summary>
internal sealed class AlarmRule(AlertDefinition alert, TimeSpan duration)
{
    private DateTimeOffset? since;

    public AlertDefinition Alert => alert;

    public TimeSpan Duration => duration;

    /// <summary>When it began to hold; null while it does not.</summary>
    public DateTimeOffset? Since => since;

    public AlarmReading Reading { get; private set; }

    /// <summary>The alarm that it has raised and that has not ended.</summary>
    public Alarm? Firing { get; private set; }

    public bool IsPending => since is not null && Firing is null;

    /// <summary>When it fires if it goes on holding; null where it does not hold or has fired.</summary>
    public DateTimeOffset? Due => IsPending ? since + duration : null;

    /// <summary>Takes what is measured now; the alarm that this begins or ends, else null.</summary>
    public Alarm? Observe(AlarmReading reading, DateTimeOffset now, Func<long> nextId)
    {
        Reading = reading;
        if (!reading.Breaks)
        {
            since = null;
            if (Firing is not { } over)
            {
                return null;
            }
            Firing = null;
            return over with { EndedAt = now, Text = $"{alert.Name}: over after {Length(now - over.Since)}" };
        }
        since ??= now;
        if (Firing is { } firing)
        {
            var worse = Measures.Breaks(alert.Measure, reading.Value, firing.Value);
            Firing = firing with { Value = worse ? reading.Value : firing.Value };
            return null;
        }
        if (now - since < duration)
        {
            return null;
        }
        return Firing = new Alarm(nextId(), alert, since.Value, now) { Value = reading.Value, Text = Describe(reading) };
    }

    private string Describe(AlarmReading reading) =>
        alert.Measure == Measures.InstanceDown
            ? $"{alert.Name}: {reading.Detail}"
            : $"{alert.Name}: {Measures.Format(alert.Measure, reading.Value)} "
                + $"(limit {Measures.Format(alert.Measure, alert.Limit)}{(reading.Detail is { } detail ? $", {detail}" : "")})";

    private static string Length(TimeSpan span) =>
        span.TotalHours >= 1 ? $"{(int)span.TotalHours} h {span.Minutes} min"
        : span.TotalMinutes >= 1 ? $"{span.Minutes} min {span.Seconds} s"
        : $"{Math.Max(1, span.Seconds)} s";
}
