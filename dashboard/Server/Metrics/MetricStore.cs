using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Metrics;

/// <summary>Keeps what exporters send of metrics, within bounds: the oldest points go first.</summary>
public sealed class MetricStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, MetricResource> resources = [];
    private readonly MetricLedger ledger = new();
    private readonly MetricLimits limits;
    private long began;
    private long newest;
    private long swept;

    // Listening began then, in nanoseconds since 1970; 0: with the first point. What was counted earlier is where counting starts.
    internal MetricStore(MetricLimits limits, long began = 0)
    {
        this.limits = limits;
        this.began = began;
    }

    /// <summary>A store of its own, as for an old run.</summary>
    /// <param name="bytes">The most it keeps.</param>
    public MetricStore(long bytes)
        : this(new MetricLimits { Bytes = bytes }) { }

    /// <summary>Raised after points were taken, on the taker's thread: be quick.</summary>
    public event Action? Arrived;

    /// <summary>How many points went because room or age ran out.</summary>
    public long Dropped { get; private set; }

    /// <summary>Points taken since the start.</summary>
    public long Taken { get; private set; }

    internal MetricLimits Limits => limits;

    internal long Bytes => ledger.Bytes;

    /// <summary>Takes an <c>ExportMetricsServiceRequest</c>.</summary>
    public IngestResult Accept(ReadOnlySpan<byte> bytes)
    {
        if (!MetricRequestReader.TryRead(bytes, out var request))
        {
            return new IngestResult(Malformed: true, Message: "This is no ExportMetricsServiceRequest.");
        }
        lock (gate)
        {
            foreach (var resource in request.Resources)
            {
                Take(resource, request);
            }
            MakeRoom();
        }
        Arrived?.Invoke();
        return new IngestResult(request.Rejected, request.Message);
    }

    /// <summary>Forgets all, or what one resource has sent.</summary>
    public void Clear(string? resource = null)
    {
        lock (gate)
        {
            foreach (var gone in resources.Values.Where(item => resource is null || item.Name == resource).ToList())
            {
                gone.Instruments.ToList().ForEach(Drop);
                resources.Remove(gone.Name);
            }
        }
        Arrived?.Invoke();
    }

    /// <summary>Reads while nothing changes.</summary>
    internal T Read<T>(Func<IReadOnlyCollection<MetricResource>, T> read)
    {
        lock (gate)
        {
            return read(resources.Values);
        }
    }

    internal MetricResource? Find(string resource) => resources.GetValueOrDefault(resource);

    private void Take(SentResource sent, MetricRequest request)
    {
        var name = sent.Attributes["service.name"] ?? "unknown_service";
        if (!resources.TryGetValue(name, out var resource))
        {
            if (resources.Count >= limits.Resources)
            {
                Reject(sent.Scopes.SelectMany(scope => scope.Metrics), request, $"More than {limits.Resources} resources send metrics.");
                return;
            }
            resources[name] = resource = new MetricResource(name);
        }
        var instance = resource.Instance(sent.Attributes["service.instance.id"] ?? "", sent.Attributes);
        var known = instance.Known;
        foreach (var scope in sent.Scopes)
        {
            foreach (var metric in scope.Metrics)
            {
                if (!resource.Has(scope.Name, metric) && resource.Instruments.Count >= limits.Instruments)
                {
                    Reject([metric], request, $"'{name}' has more than {limits.Instruments} instruments.");
                    continue;
                }
                var instrument = resource.Instrument(scope.Name, metric, Drop);
                Take(metric, instrument, instance, known, request);
                if (instrument.Series.Count == 0)
                {
                    resource.Remove(instrument);
                }
            }
        }
        if (instance.Known == 0)
        {
            ForgetEmpty(resource);
        }
    }

    private void Take(SentMetric metric, Instrument instrument, MetricInstance instance, long known, MetricRequest request)
    {
        foreach (var point in metric.Points)
        {
            if (point.Time <= 0)
            {
                request.Reject($"A point of '{metric.Name}' has no time.");
                continue;
            }
            if (began == 0)
            {
                began = point.Time;
            }
            var series = instrument.Find(instance, point.Attributes, limits.Dimensions, out var isNew);
            if (series is null)
            {
                request.Reject($"'{metric.Name}' has more than {limits.Dimensions} dimensions: set fewer attributes on it.");
                continue;
            }
            if (isNew)
            {
                ledger.Grew(Weight(series));
            }
            if (series.Take(point, metric.IsDelta, KnownSince(point, known), ledger))
            {
                Taken++;
                instance.Known = Math.Max(instance.Known, point.Time);
                newest = Math.Max(newest, point.Time);
                Trim(series);
            }
            if (isNew && series.Newest is null)
            {
                // Its instrument and resource stay until the request is read: more of it may follow.
                ledger.Grew(-Weight(series));
                instrument.Remove(series);
            }
        }
    }

    // A series that was not in the sender's request before this one, or whose sender began after listening did, has counted from nothing.
    private long KnownSince(SentPoint point, long known)
    {
        if (known > 0 && known < point.Time && point.Time - known <= Series.Gap)
        {
            return known;
        }
        return point.Start >= began && point.Start < point.Time ? point.Start : 0;
    }

    private void Trim(Series series)
    {
        series.Coarsen(newest - limits.FineAge, ledger);
        while (series.Count > limits.Points && series.Chunks.Count > 1)
        {
            DropOldest(series);
        }
    }

    private void MakeRoom()
    {
        while (ledger.Oldest() is { } chunk && (ledger.Bytes > limits.Bytes || chunk.Last < newest - limits.Age))
        {
            DropOldest(chunk.Series);
        }
        if (ledger.Bytes > limits.Bytes || newest - swept > MetricTime.Hour / 60)
        {
            ForgetEmpty();
            swept = newest;
        }
    }

    // An empty series stays a while: if it goes on, its totals must not be taken for new.
    private void ForgetEmpty()
    {
        var gone = resources
            .Values.SelectMany(resource => resource.Instruments)
            .SelectMany(instrument => instrument.Series)
            .Where(series =>
                series.Chunks.Count == 0 && (ledger.Bytes > limits.Bytes || (series.Baseline?.Last ?? 0) < newest - Series.Gap)
            )
            .ToList();
        gone.ForEach(Forget);
    }

    private void DropOldest(Series series)
    {
        ledger.Gone(series.Chunks[0]);
        Dropped += series.DropOldest();
    }

    private void Forget(Series series)
    {
        ledger.Grew(-Weight(series));
        series.Instrument.Remove(series);
        var resource = resources[series.Instance.Name];
        if (series.Instrument.Series.Count == 0)
        {
            resource.Remove(series.Instrument);
        }
        ForgetEmpty(resource);
    }

    private void ForgetEmpty(MetricResource resource)
    {
        resource.ForgetEmpty();
        if (resource.Instruments.Count == 0)
        {
            resources.Remove(resource.Name);
        }
    }

    private void Drop(Instrument instrument)
    {
        foreach (var series in instrument.Series.ToList())
        {
            while (series.Chunks.Count > 0)
            {
                ledger.Gone(series.Chunks[0]);
                series.DropOldest();
            }
            ledger.Grew(-Weight(series));
        }
    }

    private static int Weight(Series series) => 512 + series.Attributes.Bytes;

    private static void Reject(IEnumerable<SentMetric> metrics, MetricRequest request, string message)
    {
        foreach (var _ in metrics.SelectMany(metric => metric.Points))
        {
            request.Reject(message);
        }
    }
}
