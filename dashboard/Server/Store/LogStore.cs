using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>The log records that are kept.</summary>
public sealed class LogStore(TelemetryTables tables, long budget, TimeProvider time)
    : ChunkedStore<LogRow>(tables, budget, keepsTraces: true)
{
    public override OtlpSignal Signal => OtlpSignal.Logs;

    private protected override string Rejection => "Log records were not taken.";

    public override IngestResult Accept(ReadOnlySpan<byte> request)
    {
        var batch = Batch<LogRow>.Rent();
        return TryRead(request, batch, time.GetUtcNow().ToUnixNanoseconds())
            ? Append(batch, request)
            : new IngestResult(Malformed: true, Message: "This is no ExportLogsServiceRequest.");
    }

    /// <summary>What the row does not say: body, attributes. Empty where the record has gone meanwhile.</summary>
    public LogData Decode(in LogRow row) => Message(in row, OtlpDecoder.Log);

    /// <summary>As <see cref="ChunkedStore{TRow}.Scan"/>, but only what the query matches: much faster than asking of each row.</summary>
    public void Search(TelemetryQuery query, long from, long to, RowVisitor<LogRow> visit)
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

    private bool TryRead(ReadOnlySpan<byte> request, Batch<LogRow> batch, long now)
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
                row.Scope = Scopes[scope].NameId;
                if (!TryRead(reader.Bytes, ref row, now))
                {
                    return false;
                }
            }
        }
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> record, ref LogRow row, long now)
    {
        var reader = new ProtoReader(record);
        ulong time = 0,
            observed = 0;
        while (reader.Next())
        {
            var valid = true;
            switch (OtlpDecoder.Tag(reader))
            {
                case (1 << 3) | 1:
                    time = reader.Bits;
                    break;
                case 2 << 3:
                    row.Severity = reader.Bits <= 24 ? (byte)reader.Bits : (byte)0;
                    break;
                case (5 << 3) | 2:
                    valid = AttributeScan.IsValue(reader.Bytes);
                    break;
                case (6 << 3) | 2:
                    valid = AttributeScan.TryPair(reader.Bytes, out _, out _);
                    break;
                case (9 << 3) | 2:
                    row.TraceId = OtlpDecoder.TraceId(reader.Bytes);
                    break;
                case (10 << 3) | 2:
                    row.SpanId = OtlpDecoder.SpanId(reader.Bytes);
                    break;
                case (11 << 3) | 1:
                    observed = reader.Bits;
                    break;
            }
            if (!valid)
            {
                return false;
            }
        }
        row.Time =
            time != 0 ? OtlpDecoder.Nanoseconds(time)
            : observed != 0 ? OtlpDecoder.Nanoseconds(observed)
            : now;
        return !reader.Malformed;
    }
}
