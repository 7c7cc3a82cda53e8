namespace Platform.Engines.Kafka.Wire;

/// <summary>Variable-length integers: unsigned in compact types, zigzag in records.</summary>
/// <remarks>Source: https://kafka.apache.org/documentation/#record, which takes them from Protocol Buffers.</remarks>
internal static class Varint
{
    public static bool TryRead(ReadOnlySpan<byte> from, out uint value, out int length)
    {
        var fits = TryRead(from, out ulong wide, out length) && length <= 5 && wide <= uint.MaxValue;
        value = fits ? (uint)wide : 0;
        return fits;
    }

    public static bool TryRead(ReadOnlySpan<byte> from, out ulong value, out int length)
    {
        value = 0;
        for (length = 0; length < from.Length && length < 10; )
        {
            var b = from[length];
            value |= (ulong)(b & 0x7F) << (7 * length);
            length++;
            if (b < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    public static bool TryReadSigned(ReadOnlySpan<byte> from, out long value, out int length)
    {
        var read = TryRead(from, out ulong raw, out length);
        value = (long)(raw >> 1) ^ -(long)(raw & 1);
        return read;
    }

    public static int Write(Span<byte> to, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            to[length++] = (byte)(value | 0x80);
        }

        to[length++] = (byte)value;
        return length;
    }

    public static int WriteSigned(Span<byte> to, long value) => Write(to, (ulong)((value << 1) ^ (value >> 63)));
}
