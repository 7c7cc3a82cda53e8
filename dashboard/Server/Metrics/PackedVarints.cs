namespace Platform.Dashboard.Metrics;

/// <summary>Reads varints that lie one behind another: a packed repeated field.</summary>
internal static class PackedVarints
{
    public static bool TryRead(ReadOnlySpan<byte> bytes, List<long> into)
    {
        var position = 0;
        while (position < bytes.Length)
        {
            var value = 0ul;
            var shift = 0;
            while (true)
            {
                if (position >= bytes.Length || shift > 63)
                {
                    return false;
                }
                var next = bytes[position++];
                if (shift == 63 && next > 1)
                {
                    return false;
                }
                value |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80)
                {
                    break;
                }
                shift += 7;
            }
            into.Add((long)value);
        }
        return true;
    }
}
