using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Extraction.Tests.Png;

/// <summary>The format once more, for the tests alone: as slow and plain as its specification.</summary>
internal static class PngBytes
{
    public static readonly byte[] Signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    public static byte[] Chunk(string type, ReadOnlySpan<byte> data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + body.Length), Crc(body));
        return chunk;
    }

    public static byte[] Filter(int filter, byte[] row, byte[] above, int stride) =>
        [.. row.Select((value, i) => (byte)(value - Predicted(filter, row, above, stride, i)))];

    /// <summary>Reads pictures of eight bits a sample, with alpha or without.</summary>
    public static (int Width, int Height, byte[] Rgba) Decode(ReadOnlySpan<byte> file)
    {
        file[..8].ToArray().ShouldBe(Signature);
        var chunks = new List<(string Type, byte[] Data)>();
        for (var at = 8; at < file.Length; )
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]).ShouldBe(Crc(file.Slice(at + 4, length + 4)));
            chunks.Add((Encoding.ASCII.GetString(file.Slice(at + 4, 4)), file.Slice(at + 8, length).ToArray()));
            at += length + 12;
        }

        chunks[^1].Type.ShouldBe("IEND");
        var header = chunks[0].Data;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        header[8].ShouldBe((byte)8);
        var channels = header[9] is 6 ? 4 : 3;
        header.AsSpan(9).ToArray().ShouldBe([(byte)(channels is 4 ? 6 : 2), 0, 0, 0]);
        using var zlib = new ZLibStream(
            new MemoryStream([.. chunks.Where(c => c.Type is "IDAT").SelectMany(c => c.Data)]),
            CompressionMode.Decompress
        );
        var rgba = new byte[width * height * 4];
        var above = new byte[width * channels];
        for (var y = 0; y < height; y++)
        {
            var filter = zlib.ReadByte();
            var row = new byte[above.Length];
            zlib.ReadExactly(row);
            for (var i = 0; i < row.Length; i++)
            {
                row[i] += (byte)Predicted(filter, row, above, channels, i);
                rgba[(((y * width) + (i / channels)) * 4) + (i % channels)] = row[i];
                rgba[(((y * width) + (i / channels)) * 4) + 3] = channels is 4 && i % 4 is 3 ? row[i] : (byte)255;
            }

            above = row;
        }

        zlib.ReadByte().ShouldBe(-1);
        return (width, height, rgba);
    }

    private static int Predicted(int filter, byte[] row, byte[] above, int stride, int i)
    {
        int left = i < stride ? 0 : row[i - stride];
        int corner = i < stride ? 0 : above[i - stride];
        int up = above[i];
        var estimate = left + up - corner;
        int[] nearest = [.. ((int[])[left, up, corner]).OrderBy(candidate => Math.Abs(estimate - candidate))];
        return filter switch
        {
            0 => 0,
            1 => left,
            2 => up,
            3 => (left + up) / 2,
            4 => nearest[0],
            _ => throw new ArgumentOutOfRangeException(nameof(filter)),
        };
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) is 0 ? crc >> 1 : (crc >> 1) ^ 0xedb88320;
            }
        }

        return ~crc;
    }
}
