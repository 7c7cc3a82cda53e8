namespace Platform.Dashboard.Metrics;

/// <summary>An instrument of a resource, with all the dimensions in which its replicas have reported.</summary>
internal sealed class Instrument(string meter, SentMetric sent)
{
    private readonly Dictionary<(MetricInstance, AttributeSet), Series> series = [];

    public string Meter => meter;

    public string Name { get; } = sent.Name;

    public string Description { get; } = sent.Description;

    public string Unit { get; } = sent.Unit;

    public InstrumentKind Kind { get; } = sent.Kind;

    /// <summary>True where points are totals, of which differences are shown.</summary>
    public bool IsCumulative => Kind is InstrumentKind.Counter or InstrumentKind.Histogram;

    /// <summary>Nanoseconds from one export to the next, as last seen.</summary>
    public long Interval { get; set; } = MetricTime.Second;

    /// <summary>How many points of dimensions beyond the limit were refused.</summary>
    public long Refused { get; private set; }

    public IReadOnlyCollection<Series> Series => series.Values;

    /// <summary>True where this store or the sender's SDK has more dimensions than it keeps apart.</summary>
    public bool HasOverflow => Refused > 0 || series.Keys.Any(key => key.Item2[AttributeSet.Overflow] == "true");

    /// <summary>The dimension's series; null where there are too many.</summary>
    public Series? Find(MetricInstance instance, AttributeSet attributes, int limit, out bool isNew)
    {
        isNew = false;
        if (series.TryGetValue((instance, attributes), out var found))
        {
            return found;
        }
        if (series.Count >= limit)
        {
            Refused++;
            return null;
        }
        isNew = true;
        return series[(instance, attributes)] = new Series(this, instance, attributes);
    }

    public void Remove(Series gone) => series.Remove((gone.Instance, gone.Attributes));
}
