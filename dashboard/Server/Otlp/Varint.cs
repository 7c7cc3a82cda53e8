using System.Numerics;

namespace Platform.Dashboard.Otlp;

/// <summary>Protobuf's numbers of one to ten bytes, written.</summary>
internal static class Varint
{
    public const int MaxLength = 10;

    public static int Write(Span<byte> into, ulong value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            into[length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        into[length++] = (byte)value;
        return length;
    }

    public static int LengthOf(ulong value) => (70 - BitOperations.LeadingZeroCount(value | 1)) / 7;
}
