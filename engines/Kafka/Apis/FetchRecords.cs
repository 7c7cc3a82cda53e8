using Platform.Engines.Kafka.Logs;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Puts the records of a slice into a response, straight from the file: whole batches only.</summary>
internal static class FetchRecords
{
    /// <param name="atLeastOne">The first batch is sent even if it alone is more than <paramref name="limit"/> (KIP-74), else nothing would ever move.</param>
    /// <returns>The bytes of records.</returns>
    public static int Write(ResponseWriter response, LogSlice slice, int limit, bool atLeastOne)
    {
        var want = Math.Min(slice.Length, Math.Max(limit, atLeastOne ? slice.FirstBatch : 0));
        if (slice.Segment is not { } segment || want < slice.FirstBatch)
        {
            response.BytesLength(0);
            return 0;
        }

        var start = response.Length;
        response.BytesLength(want);
        var data = response.Length;
        var into = response.Take(want);
        int sent;
        try
        {
            sent = BatchScan.WholeBatches(into[..segment.Read(into, slice.Position)]);
        }
        catch (ObjectDisposedException)
        {
            // Retention took the segment in this moment; the next fetch is told that the offset is out of range.
            sent = 0;
        }

        if (sent < want)
        {
            // The length before the records may now take fewer bytes.
            response.Truncate(start);
            response.BytesLength(sent);
            var moved = response.Length;
            response.Take(sent);
            response.Move(data, moved, sent);
        }

        return sent;
    }
}
