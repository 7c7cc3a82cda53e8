namespace Platform.Dashboard.Metrics;

/// <summary>What all replicas of a resource have sent.</summary>
internal sealed class MetricResource(string name)
{
    private readonly Dictionary<string, MetricInstance> instances = [];
    private readonly Dictionary<(string Meter, string Name), Instrument> instruments = [];

    public string Name => name;

    public IReadOnlyCollection<MetricInstance> Instances => instances.Values;

    public IReadOnlyCollection<Instrument> Instruments => instruments.Values;

    public MetricInstance Instance(string id, AttributeSet attributes)
    {
        if (!instances.TryGetValue(id, out var instance))
        {
            instances[id] = instance = new MetricInstance(name, id, attributes);
        }
        return instance;
    }

    public Instrument? Find(string meter, string instrument) => instruments.GetValueOrDefault((meter, instrument));

    public bool Has(string meter, SentMetric sent) => instruments.ContainsKey((meter, sent.Name));

    /// <summary>The instrument; one that has changed its kind is another, and the former is gone.</summary>
    public Instrument Instrument(string meter, SentMetric sent, Action<Instrument> dropped)
    {
        var key = (meter, sent.Name);
        if (instruments.TryGetValue(key, out var instrument) && instrument.Kind == sent.Kind)
        {
            return instrument;
        }
        if (instrument is not null)
        {
            dropped(instrument);
        }
        return instruments[key] = new Instrument(meter, sent);
    }

    public void Remove(Instrument instrument) => instruments.Remove((instrument.Meter, instrument.Name));

    /// <summary>Forgets replicas of which nothing is left.</summary>
    public void ForgetEmpty()
    {
        var alive = instruments.Values.SelectMany(instrument => instrument.Series).Select(series => series.Instance).ToHashSet();
        foreach (var id in instances.Values.Where(instance => !alive.Contains(instance)).Select(instance => instance.Id).ToList())
        {
            instances.Remove(id);
        }
    }
}
