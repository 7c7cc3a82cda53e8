using Platform.Dashboard.Metrics;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>A metric's message as it was received.</summary>
public struct MetricRow : ITelemetryRow
{
    public long Sequence;

    /// <summary>When it came: nanoseconds since 1970.</summary>
    public long Arrived;

    /// <summary>The sender: index into the table of sources.</summary>
    public int Source;

    long ITelemetryRow.RowSequence
    {
        readonly get => Sequence;
        set => Sequence = value;
    }

    readonly UInt128 ITelemetryRow.RowTrace => default;

    readonly long ITelemetryRow.RowFrom => Arrived;

    readonly long ITelemetryRow.RowTo => Arrived;

    readonly int ITelemetryRow.RowSource => Source;
}

/// <summary>Hands metrics to their store, and keeps the newest of them as they were received, for runs and export.</summary>
public sealed class MetricLog(TelemetryTables tables, MetricStore store, long budget, TimeProvider time)
    : ChunkedStore<MetricRow>(tables, budget, keepsTraces: false)
{
    public MetricStore Store => store;

    public override OtlpSignal Signal => OtlpSignal.Metrics;

    private protected override string Rejection => "Metrics were not taken.";

    public override IngestResult Accept(ReadOnlySpan<byte> request)
    {
        var result = store.Accept(request);
        if (!result.Malformed)
        {
            var batch = Batch<MetricRow>.Rent();
            Split(request, batch, time.GetUtcNow().ToUnixNanoseconds());
            Append(batch, request);
        }
        return result;
    }

    public override void Clear(string? service)
    {
        store.Clear(service);
        base.Clear(service);
    }

    private void Split(ReadOnlySpan<byte> request, Batch<MetricRow> batch, long now)
    {
        foreach (var block in new ScopeBlocks(request))
        {
            var source = Sources.Add(block.Resource);
            var scope = Scopes.Add(block.Scope);
            var reader = new ProtoReader(block.Content);
            while (reader.Next())
            {
                if (OtlpDecoder.Tag(reader) == ((2 << 3) | 2))
                {
                    ref var row = ref batch.Next(block.Start + reader.BytesStart, reader.Bytes.Length, scope);
                    row.Source = source;
                    row.Arrived = now;
                }
            }
        }
    }
}
