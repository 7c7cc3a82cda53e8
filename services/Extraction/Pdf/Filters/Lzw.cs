namespace Platform.Extraction.Pdf;

/// <summary>LZW of 9 to 12 bits, most significant first.</summary>
internal static class Lzw
{
    private const int Clear = 256;
    private const int End = 257;
    private const int First = 258;
    private const int Codes = 4096;

    /// <param name="early">Whether codes grow longer one code early, as in TIFF.</param>
    public static void Decode(ReadOnlySpan<byte> data, bool early, BoundedBytes output)
    {
        var prefixes = new int[Codes];
        var lengths = new int[Codes];
        var last = new byte[Codes];
        for (var code = 0; code < Clear; code++)
        {
            (prefixes[code], lengths[code], last[code]) = (-1, 1, (byte)code);
        }

        var (next, previous, bits, held, at) = (First, -1, 0, 0, 0);
        while (true)
        {
            var reached = next + (early ? 1 : 0);
            var width =
                reached >= 2048 ? 12
                : reached >= 1024 ? 11
                : reached >= 512 ? 10
                : 9;
            for (; bits < width && at < data.Length; bits += 8)
            {
                held = ((held << 8) | data[at++]) & 0xffffff;
            }

            if (bits < width)
            {
                return;
            }

            var code = (held >> (bits - width)) & ((1 << width) - 1);
            bits -= width;
            if (code is Clear)
            {
                (next, previous) = (First, -1);
                continue;
            }

            // A code that is not known yet, but for the one that is just being made, is damage.
            if (code is End || code > next || (code == next && previous < 0) || (code < next && lengths[code] is 0))
            {
                return;
            }

            if (previous >= 0 && next < Codes)
            {
                (prefixes[next], lengths[next]) = (previous, lengths[previous] + 1);
                last[next] = FirstOf(code == next ? previous : code, prefixes, last);
                next++;
            }
            else if (code >= next)
            {
                return;
            }

            Write(code, prefixes, lengths, last, output);
            previous = code;
        }
    }

    private static byte FirstOf(int code, int[] prefixes, byte[] last)
    {
        while (prefixes[code] >= 0)
        {
            code = prefixes[code];
        }

        return last[code];
    }

    private static void Write(int code, int[] prefixes, int[] lengths, byte[] last, BoundedBytes output)
    {
        var length = lengths[code];
        var span = output.GetSpan(length);
        for (var at = length - 1; at >= 0; at--, code = prefixes[code])
        {
            span[at] = last[code];
        }

        output.Advance(length);
    }
}
