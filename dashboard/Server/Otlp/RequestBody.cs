using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Platform.Dashboard.Otlp;

/// <summary>Reads what an exporter sends to its end, within the limits.</summary>
internal static class RequestBody
{
    private const int Unknown = 64 << 10;
    private const int FrameHeader = 5;

    /// <summary>An HTTP request's body as it came.</summary>
    public static async ValueTask<PooledBytes> ReadAsync(HttpContext context, Intake intake)
    {
        var bytes = new PooledBytes(intake);
        try
        {
            bytes.Reserve(context.Request.ContentLength ?? Unknown);
            var reader = context.Request.BodyReader;
            while (true)
            {
                var read = await reader.ReadAsync(context.RequestAborted);
                foreach (var segment in read.Buffer)
                {
                    bytes.Append(segment.Span);
                }
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return bytes;
                }
            }
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>The one message of a unary gRPC call: a byte that says whether it is compressed, four of length, the message.</summary>
    public static async ValueTask<(PooledBytes Bytes, bool Compressed)> ReadMessageAsync(HttpContext context, Intake intake)
    {
        var reader = context.Request.BodyReader;
        var read = await reader.ReadAtLeastAsync(FrameHeader, context.RequestAborted);
        var (flag, length) = Header(read.Buffer);
        var bytes = new PooledBytes(intake);
        try
        {
            bytes.Reserve(length);
            var buffer = read.Buffer.Slice(FrameHeader);
            while (true)
            {
                if (buffer.Length > length - bytes.Length)
                {
                    throw OtlpRefusal.Malformed("Export takes one message; more came.");
                }
                foreach (var segment in buffer)
                {
                    bytes.Append(segment.Span);
                }
                reader.AdvanceTo(buffer.End);
                if (read.IsCompleted)
                {
                    return bytes.Length == length
                        ? (bytes, flag == 1)
                        : throw OtlpRefusal.Malformed($"The message was to have {length} bytes; {bytes.Length} came.");
                }
                read = await reader.ReadAsync(context.RequestAborted);
                buffer = read.Buffer;
            }
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>The decompressed bytes; the compressed ones are released.</summary>
    public static PooledBytes Inflate(PooledBytes compressed, Intake intake)
    {
        using var source = compressed;
        var bytes = new PooledBytes(intake);
        try
        {
            using var gzip = new GZipStream(new MemoryStream(source.Array, 0, source.Length, writable: false), CompressionMode.Decompress);
            bytes.Reserve(Math.Min(intake.MaxRequest, Math.Max(Unknown, source.Length * 4L)));
            int read;
            do
            {
                read = gzip.Read(bytes.Free(1));
                bytes.Advance(read);
                // A full array may be the whole: only one byte more tells, and must not be refused before it is there.
            } while (read > 0 && (bytes.Length < intake.MaxRequest || !AtEnd(gzip, intake)));
            return bytes;
        }
        catch (InvalidDataException exception)
        {
            bytes.Dispose();
            throw OtlpRefusal.Malformed($"It says gzip, and is not: {exception.Message}");
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static bool AtEnd(GZipStream gzip, Intake intake) => gzip.ReadByte() < 0 ? true : throw OtlpRefusal.TooLarge(intake.MaxRequest);

    private static (byte Flag, uint Length) Header(ReadOnlySequence<byte> buffer)
    {
        Span<byte> header = stackalloc byte[FrameHeader];
        if (buffer.Length < FrameHeader)
        {
            throw OtlpRefusal.Malformed("There is no message: fewer than five bytes came.");
        }
        buffer.Slice(0, FrameHeader).CopyTo(header);
        return header[0] <= 1
            ? (header[0], BinaryPrimitives.ReadUInt32BigEndian(header[1..]))
            : throw OtlpRefusal.Malformed($"A message begins with 0 or 1; {header[0]} came.");
    }
}
