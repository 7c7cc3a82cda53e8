using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace Platform.Dashboard.Runs;

/// <summary>
/// Pieces of telemetry one after the other, each compressed, with its lengths and a checksum: what was written whole survives the process, whatever
/// becomes of it.
/// </summary>
internal static class FrameFile
{
    private const int HeaderBytes = 16;
    private const uint Magic = 0x31465250; // "PRF1"

    /// <summary>No frame that was written is larger; a length beyond it is damage.</summary>
    private const int Largest = 256 << 20;

    public static void Append(Stream stream, ReadOnlySpan<byte> content)
    {
        var rented = ArrayPool<byte>.Shared.Rent(HeaderBytes + BrotliEncoder.GetMaxCompressedLength(content.Length));
        try
        {
            // Quality 1: a core takes in several hundred megabytes a second, and telemetry shrinks tenfold all the same.
            if (!BrotliEncoder.TryCompress(content, rented.AsSpan(HeaderBytes), out var length, quality: 1, window: 20))
            {
                throw new IOException("A chunk of telemetry could not be compressed.");
            }
            BinaryPrimitives.WriteUInt32LittleEndian(rented, Magic);
            BinaryPrimitives.WriteInt32LittleEndian(rented.AsSpan(4), length);
            BinaryPrimitives.WriteInt32LittleEndian(rented.AsSpan(8), content.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(rented.AsSpan(12), Checksum(rented.AsSpan(HeaderBytes, length)));
            stream.Write(rented, 0, HeaderBytes + length);
            stream.Flush();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>The contents in order. A frame that the end of the file cuts off was being written when its process was killed: it is left out.</summary>
    /// <exception cref="RunException">The file is damaged.</exception>
    public static IEnumerable<byte[]> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[HeaderBytes];
        while (true)
        {
            var start = stream.Position;
            if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
            {
                yield break;
            }
            var (length, size) = (
                BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4)),
                BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8))
            );
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic || length is < 0 or > Largest || size is < 0 or > Largest)
            {
                throw Damaged(path, start, "no frame begins there");
            }
            if (stream.Length - stream.Position < length)
            {
                yield break;
            }
            var compressed = new byte[length];
            stream.ReadExactly(compressed);
            if (Checksum(compressed) != BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(12)))
            {
                throw Damaged(path, start, "its checksum is another");
            }
            var content = new byte[size];
            if (!BrotliDecoder.TryDecompress(compressed, content, out var written) || written != size)
            {
                throw Damaged(path, start, "it does not decompress");
            }
            yield return content;
        }
    }

    private static RunException Damaged(string path, long position, string how) =>
        new(
            $"'{Path.GetFileName(path)}' of the run '{Path.GetFileName(Path.GetDirectoryName(path))}' is damaged at byte {position:N0}: {how}. Remove the run, or the file: the rest opens without it.",
            StatusCodes.Status422UnprocessableEntity
        );

    /// <summary>CRC-32C.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }
        return ~crc;
    }
}
