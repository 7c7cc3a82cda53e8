using Platform.Dashboard.Live;
using Platform.Dashboard.Resources;

namespace Platform.Dashboard.Objectives;

/// <summary>Judges all alerts at a moment, and tells screen, terminal and receivers what has begun or ended.</summary>
internal sealed class AlarmEvaluator
{
    /// <summary>How often a window that slides is looked at, with nothing new in it.</summary>
    public static readonly TimeSpan Slide = TimeSpan.FromSeconds(5);

    /// <summary>How often the machine is asked.</summary>
    public static readonly TimeSpan Machine = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly AlarmRule[] rules;
    private readonly AlarmReader reader;
    private readonly AlarmLog log;
    private readonly Action<Alarm> told;
    private long last;

    /// <param name="longest">The longest that alerts have to hold; null: as declared.</param>
    public AlarmEvaluator(
        IReadOnlyList<AlertDefinition> alerts,
        AlarmReader reader,
        AlarmLog log,
        Action<Alarm> told,
        TimeSpan? longest = null
    )
    {
        (this.reader, this.log, this.told) = (reader, log, told);
        rules = [.. alerts.Select(alert => new AlarmRule(alert, longest < alert.For ? longest.Value : alert.For))];
    }

    /// <summary>Alerts that hold, but not yet long enough.</summary>
    public IReadOnlyList<(AlertDefinition Alert, DateTimeOffset Since, DateTimeOffset Due, double Value)> Pending()
    {
        lock (gate)
        {
            return
            [
                .. rules.Where(rule => rule.IsPending).Select(rule => (rule.Alert, rule.Since!.Value, rule.Due!.Value, rule.Reading.Value)),
            ];
        }
    }

    public bool IsEmpty => rules.Length == 0;

    /// <summary>Judges; how long until something can change though nothing comes in. Null: never.</summary>
    public TimeSpan? Evaluate(DateTimeOffset now)
    {
        var changed = new List<Alarm>();
        TimeSpan? next = null;
        lock (gate)
        {
            var nanoseconds = (now - DateTimeOffset.UnixEpoch).Ticks * 100;
            foreach (var rule in rules)
            {
                var reading = reader.Read(rule.Alert, nanoseconds);
                if (rule.Observe(reading, now, () => ++last) is { } alarm)
                {
                    changed.Add(alarm);
                }
                else if (rule.Firing is { } firing)
                {
                    log.Put(firing);
                }
                next = Sooner(next, Wait(rule, now));
            }
        }
        foreach (var alarm in changed)
        {
            log.Put(alarm);
            told(alarm);
        }
        return next;
    }

    private static TimeSpan? Wait(AlarmRule rule, DateTimeOffset now)
    {
        var due = rule.Due is { } at ? at - now : (TimeSpan?)null;
        return rule.Alert.Measure switch
        {
            Measures.InstanceDown => due,
            Measures.DiskShare or Measures.MemoryShare => Sooner(due, Machine),
            // A window without requests stays as it is until some come.
            _ => rule.Since is not null || rule.Reading.Value > 0 ? Sooner(due, Slide) : due,
        };
    }

    private static TimeSpan? Sooner(TimeSpan? one, TimeSpan? other) =>
        one is null ? other
        : other is null ? one
        : one < other ? one
        : other;
}

/// <summary>Tells everybody in the house: screen and terminal.</summary>
internal static class AlarmNotices
{
    public static void Tell(Alarm alarm, ChangeFeed feed, MarkerLog markers, IHostLink? host)
    {
        var firing = alarm.EndedAt is null;
        var level =
            !firing ? "success"
            : alarm.Alert.Severity == "warning" ? "warning"
            : "error";
        var at = alarm.EndedAt ?? alarm.FiredAt;
        var resource = alarm.Alert.Subject.Resource;
        markers.Add(at, "alarm", level, resource.Length > 0 ? resource : null, alarm.Text);
        host?.Announce(new AlarmNotice(alarm.Alert.Name, resource, firing, alarm.Text, at));
        feed.Changed(Topic.Alarms);
    }
}
