using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platform.Engines.Storage;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4): what Kafka's record batches, S3's checksums and the journal use. Stands for System.IO.Hashing.</summary>
public static class Crc32C
{
    /// <summary>The checksum of <paramref name="data"/>.</summary>
    /// <param name="seed">The checksum of the bytes before it, so that a stream can be summed piece by piece; 0 at its beginning.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from its first call on: it must not begin unoptimised.
    public static uint Compute(ReadOnlySpan<byte> data, uint seed = 0)
    {
        var crc = ~seed;
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var one in data[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return ~crc;
    }
}
