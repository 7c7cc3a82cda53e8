namespace Platform.Extraction.Pdf;

internal static class Ascii85
{
    public static void Decode(ReadOnlySpan<byte> data, BoundedBytes output)
    {
        var (value, count) = (0u, 0);
        // Some begin as Adobe's programs print it.
        foreach (var one in data.StartsWith("<~"u8) ? data[2..] : data)
        {
            if (one == '~')
            {
                break;
            }

            if (one == 'z' && count is 0)
            {
                Put(0, 4, output);
            }
            else if (one is >= (byte)'!' and <= (byte)'u')
            {
                value = unchecked((value * 85) + (uint)(one - '!'));
                if (++count is 5)
                {
                    Put(value, 4, output);
                    (value, count) = (0, 0);
                }
            }
        }

        if (count > 1)
        {
            for (var missing = count; missing < 5; missing++)
            {
                value = unchecked((value * 85) + 84);
            }

            Put(value, count - 1, output);
        }
    }

    private static void Put(uint value, int bytes, BoundedBytes output)
    {
        var span = output.GetSpan(4);
        for (var i = 0; i < bytes; i++)
        {
            span[i] = (byte)(value >> (24 - (i * 8)));
        }

        output.Advance(bytes);
    }
}
