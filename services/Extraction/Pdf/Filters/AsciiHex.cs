namespace Platform.Extraction.Pdf;

internal static class AsciiHex
{
    public static void Decode(ReadOnlySpan<byte> data, BoundedBytes output)
    {
        var half = -1;
        foreach (var one in data)
        {
            if (one == '>')
            {
                break;
            }

            var digit = PdfCharacters.Hex(one);
            if (digit < 0)
            {
                continue;
            }

            if (half < 0)
            {
                half = digit;
                continue;
            }

            output.Put((byte)((half << 4) | digit));
            half = -1;
        }

        if (half >= 0)
        {
            output.Put((byte)(half << 4));
        }
    }
}
