using System.Buffers;

namespace Platform.Engines.Kafka.Logs;

/// <summary>Finds a batch in a segment from a position that the index gave, reading headers only.</summary>
internal static class BatchScan
{
    private const int Chunk = 16 * 1024;

    /// <summary>The first batch from <paramref name="position"/> on that fits, with its position; null where none does.</summary>
    public static (RecordBatch Batch, int Position)? Find(Segment segment, int position, Predicate<RecordBatch> fits)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            var (start, read) = (position, 0);
            while (position < segment.Length)
            {
                if (position + RecordBatch.HeaderSize > start + read)
                {
                    start = position;
                    read = segment.Read(buffer, start);
                    if (read < RecordBatch.HeaderSize)
                    {
                        return null;
                    }
                }

                var batch = RecordBatch.Read(buffer.AsSpan(position - start));
                if (fits(batch))
                {
                    return (batch, position);
                }

                position += batch.Size;
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The length of the whole batches at the beginning of <paramref name="bytes"/>.</summary>
    public static int WholeBatches(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (bytes.Length - at >= RecordBatch.HeaderSize)
        {
            var size = RecordBatch.Read(bytes[at..]).Size;
            if (size > bytes.Length - at)
            {
                break;
            }

            at += size;
        }

        return at;
    }
}
