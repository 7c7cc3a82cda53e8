using System.Buffers;

namespace Platform.Engines.Kafka.Logs;

/// <summary>Finds offsets and times in segments.</summary>
internal static class LogLookup
{
    /// <summary>Where the batch that holds <paramref name="offset"/> begins, and the bytes from there to <paramref name="end"/> or the segment's end.</summary>
    public static (int Position, int Length, int FirstBatch)? Slice(Segment segment, long offset, long end)
    {
        if (BatchScan.Find(segment, segment.Index.PositionBefore(offset), batch => batch.LastOffset >= offset) is not { } first)
        {
            return null;
        }

        var stop = segment.Length;
        if (end < segment.NextOffset)
        {
            var from = Math.Max(first.Position, segment.Index.PositionBefore(end));
            stop = BatchScan.Find(segment, from, batch => batch.BaseOffset >= end)?.Position ?? stop;
        }

        return stop <= first.Position ? null : (first.Position, stop - first.Position, first.Batch.Size);
    }

    public static (long Offset, long Timestamp)? FindTime(IReadOnlyList<Segment> segments, long timestamp, long logStart)
    {
        foreach (var segment in segments)
        {
            if (segment.Index.MaxTimestamp < timestamp || segment.NextOffset <= logStart)
            {
                continue;
            }

            var from = Math.Max(segment.Index.PositionBeforeTime(timestamp), segment.Index.PositionBefore(logStart));
            var found = BatchScan.Find(segment, from, batch => batch.MaxTimestamp >= timestamp && batch.LastOffset >= logStart);
            if (found is { } batch)
            {
                return InBatch(segment, batch.Batch, batch.Position, timestamp, logStart);
            }
        }

        return null;
    }

    public static (long Offset, long Timestamp)? FindMaxTime(IReadOnlyList<Segment> segments, long logStart)
    {
        var latest = segments.Where(segment => segment.NextOffset > logStart).MaxBy(segment => segment.Index.MaxTimestamp);
        return latest is null || latest.Length == 0 ? null : FindTime([latest], latest.Index.MaxTimestamp, logStart);
    }

    // The record itself, where it can be read without a codec; the first of the batch otherwise.
    private static (long Offset, long Timestamp) InBatch(Segment segment, RecordBatch batch, int position, long timestamp, long logStart)
    {
        var first = (Math.Max(batch.BaseOffset, logStart), Math.Max(batch.BaseTimestamp, 0));
        if (batch.Compression != 0 || (batch.Attributes & 8) != 0)
        {
            return (batch.Attributes & 8) != 0 ? (first.Item1, batch.MaxTimestamp) : first;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(batch.Size);
        try
        {
            var read = segment.Read(buffer.AsSpan(0, batch.Size), position);
            var walk = new RecordWalk(buffer.AsSpan(RecordBatch.HeaderSize, Math.Max(0, read - RecordBatch.HeaderSize)));
            while (walk.MoveNext())
            {
                var (offset, time) = (batch.BaseOffset + walk.Current.OffsetDelta, batch.BaseTimestamp + walk.Current.TimestampDelta);
                if (time >= timestamp && offset >= logStart)
                {
                    return (offset, time);
                }
            }

            return first;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
