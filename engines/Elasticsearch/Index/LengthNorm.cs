using System.Numerics;

namespace Platform.Engines.Elasticsearch.Index;

/// <summary>A field's length in one byte, as Lucene keeps it: exact up to 39, then with three bits of mantissa.</summary>
public static class LengthNorm
{
    private const int Exact = 24;

    /// <summary>What each byte stands for.</summary>
    public static float[] Lengths { get; } = [.. Enumerable.Range(0, 256).Select(code => (float)Decode((byte)code))];

    public static byte Encode(int length)
    {
        if (length < Exact)
        {
            return (byte)Math.Max(0, length);
        }
        var rest = (uint)(length - Exact);
        var bits = 32 - BitOperations.LeadingZeroCount(rest);
        return (byte)(Exact + (bits < 4 ? rest : ((rest >> (bits - 4)) & 7) | (uint)((bits - 3) << 3)));
    }

    private static long Decode(byte code)
    {
        if (code < Exact)
        {
            return code;
        }
        var (mantissa, shift) = ((code - Exact) & 7, ((code - Exact) >> 3) - 1);
        return Exact + (shift < 0 ? mantissa : (mantissa | 8L) << shift);
    }
}
