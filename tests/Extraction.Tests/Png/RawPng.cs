using System.Buffers.Binary;
using System.IO.Compression;

namespace Extraction.Tests.Png;

/// <summary>A PNG around rows given byte by byte, right or wrong.</summary>
internal static class RawPng
{
    public static byte[] Header(uint width, uint height, byte depth, byte colorType, byte interlace = 0)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, colorType, interlace);
        return header;
    }

    public static byte[] Compress(byte[] rows)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return compressed.ToArray();
    }

    /// <param name="rows">Each with its filter byte.</param>
    public static byte[] Of(uint width, uint height, byte depth, byte colorType, byte[] rows) =>
        Of(Header(width, height, depth, colorType), ("IDAT", Compress(rows)));

    public static byte[] Of(byte[] header, params (string Type, byte[] Data)[] chunks) =>
        [
            .. PngBytes.Signature,
            .. PngBytes.Chunk("IHDR", header),
            .. chunks.SelectMany(chunk => PngBytes.Chunk(chunk.Type, chunk.Data)),
            .. PngBytes.Chunk("IEND", []),
        ];
}
