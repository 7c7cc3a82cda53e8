using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>The spans that are kept.</summary>
public sealed class SpanStore(TelemetryTables tables, long budget, TimeProvider time)
    : ChunkedStore<SpanRow>(tables, budget, keepsTraces: true)
{
    private readonly TraceKeeper keeper = tables.Keeper;

    public override OtlpSignal Signal => OtlpSignal.Traces;

    private protected override string Rejection =>
        "Spans without a valid trace id (16 bytes, not zero) and span id (8 bytes, not zero) were not taken.";

    public override IngestResult Accept(ReadOnlySpan<byte> request)
    {
        var batch = Batch<SpanRow>.Rent();
        var reader = new SpanReader(Texts, time.GetUtcNow().ToUnixNanoseconds());
        if (!TryRead(request, batch, in reader))
        {
            return new IngestResult(Malformed: true, Message: "This is no ExportTraceServiceRequest.");
        }
        keeper.See(batch.Rows);
        return Append(batch, request);
    }

    public override void Clear(string? service)
    {
        if (service is null)
        {
            keeper.Clear();
        }
        base.Clear(service);
    }

    /// <summary>What the row does not say: attributes, events, links. Empty where the span has gone meanwhile.</summary>
    public SpanData Decode(in SpanRow row) => Message(in row, OtlpDecoder.Span);

    /// <summary>As <see cref="ChunkedStore{TRow}.Scan"/>, but only what the query matches: much faster than asking of each row.</summary>
    public void Search(TelemetryQuery query, long from, long to, RowVisitor<SpanRow> visit)
    {
        if (query.IsEmpty)
        {
            Scan(from, to, visit);
        }
        else
        {
            Search(query.For(this), from, to, visit);
        }
    }

    private bool TryRead(ReadOnlySpan<byte> request, Batch<SpanRow> batch, in SpanReader spans)
    {
        foreach (var block in new ScopeBlocks(request))
        {
            if (!block.IsValid)
            {
                return false;
            }
            var source = Sources.Add(block.Resource);
            var scope = Scopes.Add(block.Scope);
            var reader = new ProtoReader(block.Content);
            while (reader.Next())
            {
                if (OtlpDecoder.Tag(reader) != ((2 << 3) | 2))
                {
                    continue;
                }
                ref var row = ref batch.Next(block.Start + reader.BytesStart, reader.Bytes.Length, scope);
                row.Source = source;
                if (!spans.TryRead(reader.Bytes, ref row))
                {
                    return false;
                }
                if (row.TraceId == default || row.SpanId == 0)
                {
                    batch.TakeBack();
                    batch.Rejected++;
                }
            }
        }
        return true;
    }
}
