using System.Buffers.Binary;

namespace Platform.Engines.Storage;

/// <summary>A record on disk: its length and its CRC-32C, little-endian, then the payload. No record is empty, so that zeros are none.</summary>
internal static class RecordFrame
{
    public const int HeaderLength = 8;

    public static void Write(Span<byte> frame, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Crc32C.Compute(payload));
        payload.CopyTo(frame[HeaderLength..]);
    }

    /// <summary>The payload's length; 0 or less, or beyond any limit, where the bytes are no header.</summary>
    public static int LengthOf(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt32LittleEndian(header);

    public static bool IsWhole(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) =>
        BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) == Crc32C.Compute(payload);
}
