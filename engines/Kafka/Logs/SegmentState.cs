using System.Buffers.Binary;
using Platform.Engines.Storage;

namespace Platform.Engines.Kafka.Logs;

/// <summary>
/// What is known at a point of a segment, in a file beside it, so that opening need not read the segment: its index and the producers' states. Written
/// when a segment is closed; only ever a short cut: without it, or with a damaged one, the segment is read.
/// </summary>
/// <param name="Length">The bytes of the segment that it speaks of.</param>
internal sealed record SegmentState(int Length, long NextOffset, byte[] Index, byte[] Producers)
{
    private const int HeaderSize = 24;

    public static string PathFor(string segment) => Path.ChangeExtension(segment, ".state");

    public void Save(string segment)
    {
        var bytes = new byte[HeaderSize + Index.Length + Producers.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), Length);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(8), NextOffset);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), Index.Length);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), Producers.Length);
        Index.CopyTo(bytes.AsSpan(HeaderSize));
        Producers.CopyTo(bytes.AsSpan(HeaderSize + Index.Length));
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Crc32C.Compute(bytes.AsSpan(4)));

        var path = PathFor(segment);
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Null where there is none, or none that can be trusted.</summary>
    public static SegmentState? Load(string segment)
    {
        var path = PathFor(segment);
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < HeaderSize || BinaryPrimitives.ReadUInt32BigEndian(bytes) != Crc32C.Compute(bytes.AsSpan(4)))
        {
            return null;
        }

        var index = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16));
        var producers = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20));
        return HeaderSize + (long)index + producers != bytes.Length || index < 8
            ? null
            : new SegmentState(
                BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4)),
                BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(8)),
                bytes[HeaderSize..(HeaderSize + index)],
                bytes[(HeaderSize + index)..]
            );
    }
}
