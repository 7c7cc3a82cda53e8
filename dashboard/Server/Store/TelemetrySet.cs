using System.Collections.Concurrent;
using Platform.Dashboard.Metrics;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>How the store of a signal is made: each part that has one registers it, so that runs get their own.</summary>
/// <param name="Create">From the tables of the set, the bytes that it may keep, and whether it is of the run that goes on.</param>
public sealed record TelemetryStoreFactory(OtlpSignal Signal, Func<TelemetryTables, long, bool, ITelemetryStore> Create);

/// <summary>All telemetry of a run, be it the one that goes on or an old one: a store for each signal over shared tables.</summary>
public sealed class TelemetrySet : IDisposable
{
    private readonly ITelemetryStore[] stores;
    private readonly ConcurrentDictionary<Type, Lazy<object>> companions = new();

    public TelemetrySet(IEnumerable<TelemetryStoreFactory> factories, long bytesPerSignal, bool live) =>
        stores = [.. factories.OrderBy(factory => factory.Signal).Select(factory => factory.Create(Tables, bytesPerSignal, live))];

    public TelemetryTables Tables { get; } = new();

    public IReadOnlyList<ITelemetryStore> Stores => stores;

    public SpanStore Spans => Get<SpanStore>();

    public LogStore Logs => Get<LogStore>();

    public MetricStore Metrics => Get<MetricLog>().Store;

    /// <summary>Memory that it takes.</summary>
    public long Bytes => stores.Sum(store => store.Bytes) + Tables.Bytes;

    public T Get<T>()
        where T : ITelemetryStore => stores.OfType<T>().First();

    public IngestResult Accept(OtlpSignal signal, ReadOnlySpan<byte> request)
    {
        foreach (var store in stores)
        {
            if (store.Signal == signal)
            {
                return store.Accept(request);
            }
        }
        return new IngestResult(Message: $"Nothing here keeps {signal}.");
    }

    /// <summary>Something that belongs to the set, made when it is first asked for and disposed with it: an aggregator over its spans, say.</summary>
    public T Companion<T>(Func<TelemetrySet, T> create)
        where T : class => (T)companions.GetOrAdd(typeof(T), _ => new Lazy<object>(() => create(this))).Value;

    public void Dispose()
    {
        foreach (var companion in companions.Values.Where(each => each.IsValueCreated))
        {
            (companion.Value as IDisposable)?.Dispose();
        }
    }
}
