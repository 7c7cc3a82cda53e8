using System.Runtime.CompilerServices;

namespace Platform.Engines.ObjectStorage.Checksums;

/// <summary>
/// A CRC of 32 or 64 bits, reflected and inverted, eight bytes at a step. Stands for System.IO.Hashing, which the feed lacks.
/// </summary>
internal sealed class ReflectedCrc
{
    /// <summary>The CRC of zlib, gzip and PNG.</summary>
    public static readonly ReflectedCrc Crc32 = new(0xEDB88320, 32);

    /// <summary>Castagnoli's; only for combining, since the processor computes it.</summary>
    public static readonly ReflectedCrc Crc32C = new(0x82F63B78, 32);

    /// <summary>The CRC of the NVM Express specification.</summary>
    public static readonly ReflectedCrc Crc64Nvme = new(0x9A6C9329AC4BC9B5, 64);

    private readonly ulong polynomial;
    private readonly int width;
    private readonly ulong mask;
    private readonly ulong[] tables = new ulong[8 * 256];

    private ReflectedCrc(ulong polynomial, int width)
    {
        this.polynomial = polynomial;
        this.width = width;
        mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        for (var i = 0; i < 256; i++)
        {
            var value = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ polynomial : value >> 1;
            tables[i] = value;
        }
        for (var i = 256; i < tables.Length; i++)
            tables[i] = (tables[i - 256] >> 8) ^ tables[(int)(tables[i - 256] & 0xFF)];
    }

    /// <param name="crc">What came out for the bytes before; 0 at the beginning.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from its first call on: it must not begin unoptimised.
    public ulong Append(ulong crc, ReadOnlySpan<byte> data)
    {
        crc ^= mask;
        while (data.Length >= 8)
        {
            var word = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(data);
            crc =
                tables[(7 * 256) + (int)(word & 0xFF)]
                ^ tables[(6 * 256) + (int)((word >> 8) & 0xFF)]
                ^ tables[(5 * 256) + (int)((word >> 16) & 0xFF)]
                ^ tables[(4 * 256) + (int)((word >> 24) & 0xFF)]
                ^ tables[(3 * 256) + (int)((word >> 32) & 0xFF)]
                ^ tables[(2 * 256) + (int)((word >> 40) & 0xFF)]
                ^ tables[256 + (int)((word >> 48) & 0xFF)]
                ^ tables[(int)(word >> 56)];
            data = data[8..];
        }
        foreach (var b in data)
            crc = (crc >> 8) ^ tables[(int)((crc ^ b) & 0xFF)];
        return crc ^ mask;
    }

    /// <summary>The CRC of two runs of bytes from the CRC of each, without the bytes: the first is shifted by the second's length.</summary>
    public ulong Combine(ulong first, ulong second, long secondLength) => Multiply(first, Shift(secondLength)) ^ second;

    // x^(8·bytes) modulo the polynomial, by squaring.
    private ulong Shift(long bytes)
    {
        var power = 1UL << (width - 1) >> 8;
        var result = 1UL << (width - 1);
        for (; bytes > 0; bytes >>= 1)
        {
            if ((bytes & 1) != 0)
                result = Multiply(result, power);
            power = Multiply(power, power);
        }
        return result;
    }

    private ulong Multiply(ulong a, ulong b)
    {
        var product = 0UL;
        for (var bit = 1UL << (width - 1); bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0)
                product ^= b;
            b = (b & 1) != 0 ? (b >> 1) ^ polynomial : b >> 1;
        }
        return product;
    }
}
