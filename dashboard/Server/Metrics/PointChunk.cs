namespace Platform.Dashboard.Metrics;

/// <summary>A stretch of a series: what is thrown away at once when room is needed.</summary>
internal sealed class PointChunk(Series series, int capacity)
{
    private const long Overhead = 96;

    private MetricPoint[] points = new MetricPoint[capacity];

    public Series Series => series;

    public int Count { get; private set; }

    public bool IsFull => Count == points.Length;

    public bool IsCoarse { get; private set; }

    /// <summary>True once it is of no series any more.</summary>
    public bool IsGone { get; set; }

    public long Bytes { get; private set; } = Overhead + (capacity * 32L);

    public ref readonly MetricPoint this[int index] => ref points[index];

    public long First => points[0].First;

    public long Last => points[Count - 1].Last;

    public void Add(in MetricPoint point, int extraBytes)
    {
        points[Count++] = point;
        Bytes += extraBytes;
    }

    public void ReplaceLast(in MetricPoint point) => points[Count - 1] = point;

    /// <summary>Keeps a point each ten seconds: of totals the last, of values the highest.</summary>
    public void Coarsen(bool isTotal)
    {
        var kept = new List<MetricPoint>();
        for (var i = 0; i < Count; i++)
        {
            var point = points[i];
            if (kept.Count > 0 && kept[^1].First / MetricTime.Coarse == point.Last / MetricTime.Coarse)
            {
                var value = isTotal ? point.Value : Math.Max(kept[^1].Value, point.Value);
                kept[^1] = new MetricPoint(kept[^1].First, point.Last, value, point.Distribution);
            }
            else
            {
                kept.Add(point);
            }
        }
        (points, Count, IsCoarse) = ([.. kept], kept.Count, true);
        Bytes = Overhead + (Count * 32L) + kept.Sum(point => point.Distribution?.Bytes ?? 0);
    }
}
