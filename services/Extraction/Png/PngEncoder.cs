using System.Buffers.Binary;
using System.IO.Compression;

namespace Platform.Extraction.Png;

/// <summary>Writes eight bits a sample, without alpha if all is opaque; for each row the filter that leaves the smallest differences.</summary>
internal static class PngEncoder
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> rgba)
    {
        var opaque = true;
        for (var i = 3; i < rgba.Length; i += 4)
        {
            opaque &= rgba[i] is 255;
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, (byte)(opaque ? 2 : 6));
        using var file = new MemoryStream();
        file.Write(Signature);
        Write(file, "IHDR"u8, header);
        Write(file, "IDAT"u8, Compress(width, height, rgba, opaque ? 3 : 4));
        Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(int width, int height, ReadOnlySpan<byte> rgba, int channels)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[width * channels];
            var above = new byte[row.Length];
            var best = new byte[row.Length];
            var attempt = new byte[row.Length];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    rgba.Slice(((y * width) + x) * 4, channels).CopyTo(row.AsSpan(x * channels));
                }

                var (chosen, least) = (0, long.MaxValue);
                for (var filter = 0; filter < 5; filter++)
                {
                    var differences = Apply(filter, row, above, channels, attempt);
                    if (differences < least)
                    {
                        (chosen, least) = (filter, differences);
                        (best, attempt) = (attempt, best);
                    }
                }

                zlib.WriteByte((byte)chosen);
                zlib.Write(best);
                (row, above) = (above, row);
            }
        }

        return compressed.ToArray();
    }

    private static long Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int stride, Span<byte> into)
    {
        var differences = 0L;
        for (var i = 0; i < row.Length; i++)
        {
            var left = i < stride ? (byte)0 : row[i - stride];
            var corner = i < stride ? (byte)0 : above[i - stride];
            var expected = filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) >> 1,
                _ => PngFilter.Paeth(left, above[i], corner),
            };
            into[i] = (byte)(row[i] - expected);
            differences += Math.Abs((int)(sbyte)into[i]);
        }

        return differences;
    }

    private static void Write(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Compute(chunk.AsSpan(4, 4 + data.Length)));
        file.Write(chunk);
    }
}
