namespace Platform.Dashboard.Metrics;

/// <summary>One dimension of an instrument of one instance: its points in order of time.</summary>
internal sealed class Series(Instrument instrument, MetricInstance instance, AttributeSet attributes)
{
    /// <summary>Points further apart than this have a gap between them: the sender was away.</summary>
    public const long Gap = 90 * MetricTime.Second;

    /// <summary>How many exemplars are kept; the oldest go first.</summary>
    private const int MostExemplars = 256;

    private readonly Queue<Exemplar> exemplars = new();
    private bool hasBegun;
    private double offset;
    private double lastRaw;
    private long lastStart;
    private Distribution? lastRawDistribution;

    public Instrument Instrument => instrument;

    public MetricInstance Instance => instance;

    public AttributeSet Attributes => attributes;

    public List<PointChunk> Chunks { get; } = [];

    public int Count { get; private set; }

    /// <summary>What the total was before the first point that is kept, and when that was known.</summary>
    public MetricPoint? Baseline { get; private set; }

    public IEnumerable<Exemplar> Exemplars => exemplars;

    public MetricPoint? Newest => Chunks.Count > 0 ? Chunks[^1][Chunks[^1].Count - 1] : null;

    // What came before, even where its points had to make room since.
    private MetricPoint? Previous => Newest ?? (hasBegun ? Baseline : null);

    /// <summary>Takes a point; false where it is older than what is there: a repetition.</summary>
    public bool Take(SentPoint sent, bool isDelta, long knownSince, MetricLedger ledger)
    {
        foreach (var exemplar in sent.Exemplars)
        {
            var taken = exemplar with { Time = exemplar.Time > 0 ? exemplar.Time : sent.Time };
            if (exemplars.Contains(taken))
            {
                // SDKs send an exemplar again until they have a newer one.
                continue;
            }
            exemplars.Enqueue(taken);
            if (exemplars.Count > MostExemplars)
            {
                exemplars.Dequeue();
            }
        }
        var newest = Previous;
        if (sent.IsEmpty || (newest is { } last && sent.Time <= last.Last && !isDelta))
        {
            return sent.IsEmpty;
        }
        if (newest is null && instrument.IsCumulative)
        {
            // All of the first total is new where it is known that there was none before; else it is only where counting starts.
            var isNew = isDelta || knownSince > 0;
            var since = isDelta && sent.Start > 0 && sent.Start < sent.Time ? sent.Start : knownSince;
            Baseline = isNew
                ? new MetricPoint(since, since, 0, null)
                : new MetricPoint(sent.Time, sent.Time, sent.Value, sent.Distribution);
        }
        var point = instrument.Kind switch
        {
            InstrumentKind.Counter => Total(sent, isDelta),
            InstrumentKind.UpDownCounter when isDelta => new MetricPoint(sent.Time, sent.Time, offset += sent.Value, null),
            InstrumentKind.Histogram => TotalDistribution(sent, isDelta),
            _ => new MetricPoint(sent.Time, sent.Time, sent.Value, sent.Distribution),
        };
        hasBegun = true;
        Append(point, ledger);
        return true;
    }

    /// <summary>Takes the oldest stretch away.</summary>
    public int DropOldest()
    {
        var chunk = Chunks[0];
        Chunks.RemoveAt(0);
        chunk.IsGone = true;
        Count -= chunk.Count;
        var last = chunk[chunk.Count - 1];
        Baseline = instrument.IsCumulative ? last : null;
        return chunk.Count;
    }

    /// <summary>Old stretches keep a point each ten seconds: of totals the last, of values the highest.</summary>
    public void Coarsen(long before, MetricLedger ledger)
    {
        var index = Chunks.FindLastIndex(chunk => chunk.IsCoarse) + 1;
        for (; index < Chunks.Count - 1 && Chunks[index].Last < before; index++)
        {
            var chunk = Chunks[index];
            var (bytes, count) = (chunk.Bytes, chunk.Count);
            chunk.Coarsen(instrument.IsCumulative);
            ledger.Grew(chunk.Bytes - bytes);
            Count -= count - chunk.Count;
        }
    }

    private void Append(in MetricPoint point, MetricLedger ledger)
    {
        if (Newest is { } last)
        {
            if (point.First <= last.Last)
            {
                Chunks[^1].ReplaceLast(point with { First = last.First, Last = last.Last });
                return;
            }
            instrument.Interval = Math.Clamp(point.First - last.Last, MetricTime.Second, 60 * MetricTime.Second);
            if (last.Value.Equals(point.Value) && point.First - last.Last <= Gap && SameCount(last, point))
            {
                Chunks[^1].ReplaceLast(last with { Last = point.Last });
                return;
            }
        }
        if (Chunks.Count == 0 || Chunks[^1].IsFull || Chunks[^1].IsCoarse)
        {
            // The first is small: many a dimension never gets further.
            Chunks.Add(new PointChunk(this, Chunks.Count == 0 ? 8 : 64));
            ledger.Opened(Chunks[^1]);
        }
        var extra = point.Distribution?.Bytes ?? 0;
        Chunks[^1].Add(point, extra);
        Count++;
        ledger.Grew(extra);
    }

    private static bool SameCount(in MetricPoint one, in MetricPoint other) =>
        one.Distribution is null || (other.Distribution is not SummaryDistribution && one.Distribution.Count == other.Distribution?.Count);

    private MetricPoint Total(SentPoint sent, bool isDelta)
    {
        if (isDelta)
        {
            offset += sent.Value;
            return new MetricPoint(sent.Time, sent.Time, offset, null);
        }
        if (sent.Value < lastRaw || (Previous is { } last && sent.Start > lastStart && sent.Start > last.Last))
        {
            offset += lastRaw;
        }
        (lastRaw, lastStart) = (sent.Value, sent.Start);
        return new MetricPoint(sent.Time, sent.Time, offset + sent.Value, null);
    }

    private MetricPoint TotalDistribution(SentPoint sent, bool isDelta)
    {
        var total = sent.Distribution!;
        var newest = Previous?.Distribution;
        if (total is ExplicitDistribution buckets && newest is ExplicitDistribution before)
        {
            total = buckets.Sharing(before);
        }
        if (newest is not null)
        {
            // A difference that cannot be is a sender that began anew.
            var hasBegunAnew = sent.Start > Previous!.Value.Last || lastRawDistribution is null;
            var increase = isDelta || hasBegunAnew ? total : total.Minus(lastRawDistribution!) ?? total;
            lastRawDistribution = total;
            total = newest.Plus(increase) ?? total;
        }
        else
        {
            lastRawDistribution = total;
        }
        return new MetricPoint(sent.Time, sent.Time, total.Count, total);
    }
}
