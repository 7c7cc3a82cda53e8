namespace Extraction.Tests.Pdf;

internal static class LzwEncoder
{
    public static byte[] Encode(byte[] data, bool early)
    {
        var (bits, output) = (new List<bool>(), new Dictionary<string, int>());
        var (next, width) = (258, 9);
        Put(256);
        var known = "";
        foreach (var one in data)
        {
            var longer = known + (char)one;
            if (longer.Length is 1 || output.ContainsKey(longer))
            {
                known = longer;
                continue;
            }

            Put(CodeOf(known));
            output[longer] = next++;
            Widen();
            if (next is 4095)
            {
                Put(256);
                output.Clear();
                (next, width) = (258, 9);
            }

            known = ((char)one).ToString();
        }

        Put(CodeOf(known));
        next++;
        Widen();
        Put(257);
        return [.. bits.Chunk(8).Select(eight => (byte)eight.Select((set, i) => set ? 0x80 >> i : 0).Sum())];

        int CodeOf(string text) => text.Length is 1 ? text[0] : output[text];

        // The decoder is always one entry behind.
        void Widen() =>
            width = (next - 1 + (early ? 1 : 0)) switch
            {
                >= 2048 => 12,
                >= 1024 => 11,
                >= 512 => 10,
                _ => 9,
            };

        void Put(int code)
        {
            for (var bit = width - 1; bit >= 0; bit--)
            {
                bits.Add(((code >> bit) & 1) != 0);
            }
        }
    }
}
