namespace Platform.Extraction.Pdf;

internal static class RunLength
{
    private const int End = 128;

    public static void Decode(ReadOnlySpan<byte> data, BoundedBytes output)
    {
        while (data.Length > 1 && data[0] is not End)
        {
            var repeated = data[0] > End;
            var length = repeated ? 257 - data[0] : Math.Min(data[0] + 1, data.Length - 1);
            var span = output.GetSpan(length)[..length];
            if (repeated)
            {
                span.Fill(data[1]);
            }
            else
            {
                data.Slice(1, length).CopyTo(span);
            }

            output.Advance(length);
            data = data[(repeated ? 2 : 1 + length)..];
        }
    }
}
