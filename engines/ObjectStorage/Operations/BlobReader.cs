using System.IO.Pipelines;
using Platform.Engines.ObjectStorage.Payload;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>Reads a run of bytes across the blobs of an object.</summary>
internal static class BlobReader
{
    private const int Piece = 128 * 1024;

    // Straight into the connection's memory. Reading from the page cache is quicker than handing the read to another thread.
    public static async Task CopyAsync(
        BlobStore blobs,
        IReadOnlyList<ObjectPart> parts,
        ByteRange range,
        PipeWriter writer,
        CancellationToken cancellationToken
    )
    {
        foreach (var (part, offset, length) in Pieces(parts, range))
        {
            using var file = blobs.OpenRead(part.Blob!.Value);
            for (var done = 0L; done < length; )
            {
                var memory = writer.GetMemory((int)Math.Min(Piece, length - done));
                var wanted = (int)Math.Min(memory.Length, length - done);
                var read = RandomAccess.Read(file, memory.Span[..wanted], offset + done);
                if (read == 0)
                    throw Torn(part);
                writer.Advance(read);
                done += read;
                var flushed = await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
                if (flushed.IsCompleted)
                    return;
            }
        }
    }

    public static void Copy(
        BlobStore blobs,
        IReadOnlyList<ObjectPart> parts,
        ByteRange range,
        IPayloadSink sink,
        CancellationToken cancellationToken
    )
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            foreach (var (part, offset, length) in Pieces(parts, range))
            {
                using var file = blobs.OpenRead(part.Blob!.Value);
                for (var done = 0L; done < length; )
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(Piece, length - done)), offset + done);
                    if (read == 0)
                        throw Torn(part);
                    sink.Append(buffer.AsSpan(0, read));
                    done += read;
                }
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static IEnumerable<(ObjectPart Part, long Offset, long Length)> Pieces(IReadOnlyList<ObjectPart> parts, ByteRange range)
    {
        var start = 0L;
        foreach (var part in parts)
        {
            var from = Math.Max(range.Start, start);
            var to = Math.Min(range.Start + range.Length, start + part.Size);
            if (from < to)
                yield return (part, from - start, to - from);
            start += part.Size;
        }
    }

    private static InvalidDataException Torn(ObjectPart part) =>
        new(
            $"The blob {part.Blob} has less than the {part.Size} bytes that were acknowledged: a power loss, or somebody changed the data directory."
        );
}
