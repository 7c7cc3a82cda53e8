using System.Buffers.Binary;

namespace Platform.Extraction.Png;

/// <summary>Walks the chunks of a PNG. One whose checksum is wrong ends it, but for those that may be left out.</summary>
internal sealed class PngChunks(ReadOnlyMemory<byte> content)
{
    private const int Signature = 8;

    // Length, type and checksum.
    private const int Frame = 12;

    private int _position = Signature;

    public string Type { get; private set; } = "";

    public ReadOnlyMemory<byte> Data { get; private set; }

    /// <returns>Whether the checksum was right. A chunk that may be left out and is damaged is to be left out.</returns>
    public bool Read()
    {
        var rest = content.Span[_position..];
        if (rest.Length < Frame || BinaryPrimitives.ReadUInt32BigEndian(rest) > rest.Length - Frame)
        {
            throw RefusedException.Damaged($"image/png: breaks off after {content.Length} bytes");
        }

        var length = (int)BinaryPrimitives.ReadUInt32BigEndian(rest);
        Type = string.Create(4, (content, at: _position + 4), static (type, from) => Latin1(from.content.Span.Slice(from.at, 4), type));
        Data = content.Slice(_position + 8, length);
        _position += length + Frame;
        var right = Crc32.Compute(rest.Slice(4, length + 4)) == BinaryPrimitives.ReadUInt32BigEndian(rest[(length + 8)..]);
        var optional = (Type[0] & 0x20) != 0;
        return right || optional ? right : throw RefusedException.Damaged($"image/png: the checksum of a chunk {Printable(Type)} is wrong");
    }

    private static void Latin1(ReadOnlySpan<byte> bytes, Span<char> type)
    {
        for (var i = 0; i < type.Length; i++)
        {
            type[i] = (char)bytes[i];
        }
    }

    private static string Printable(string type) => type.All(char.IsAsciiLetter) ? type : "of no valid type";
}
