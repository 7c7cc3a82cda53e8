using Platform.Extraction.Png;

namespace Platform.Extraction.Pdf;

/// <summary>Differences between neighbours, as TIFF or PNG write them, become bytes again.</summary>
internal static class Predictor
{
    private const int LongestRow = 1 << 20;

    public static ReadOnlyMemory<byte> Undo(PdfDocument document, PdfDictionary? options, ReadOnlyMemory<byte> data)
    {
        var predictor = options is null ? 1 : document.NumberOf(options, "Predictor") ?? 1;
        if (options is null || predictor < 2)
        {
            return data;
        }

        var colors = Math.Clamp(document.NumberOf(options, "Colors") ?? 1, 1, 32);
        var bits = Math.Clamp(document.NumberOf(options, "BitsPerComponent") ?? 8, 1, 16);
        var columns = Math.Clamp(document.NumberOf(options, "Columns") ?? 1, 1, LongestRow);
        var stride = Math.Max(1, (int)(colors * bits / 8));
        var row = (int)Math.Min(LongestRow, ((colors * bits * columns) + 7) / 8);
        return predictor is 2 ? Tiff(data, row, stride, (int)bits) : Png(data, row, stride);
    }

    private static byte[] Tiff(ReadOnlyMemory<byte> data, int length, int stride, int bits)
    {
        var rows = data.ToArray();
        // Samples of less than a byte are those of pictures.
        for (var start = 0; start < rows.Length && bits is 8; start += length)
        {
            PngFilter.Undo(1, rows.AsSpan(start, Math.Min(length, rows.Length - start)), default, stride);
        }

        return rows;
    }

    private static ReadOnlyMemory<byte> Png(ReadOnlyMemory<byte> data, int length, int stride)
    {
        var rows = new byte[data.Length];
        var above = new byte[length].AsSpan();
        var written = 0;
        for (var rest = data.Span; rest.Length > 1; )
        {
            var row = rows.AsSpan(written, Math.Min(length, rest.Length - 1));
            rest.Slice(1, row.Length).CopyTo(row);
            // An unknown filter is read as none, as others do.
            PngFilter.Undo(rest[0], row, above, stride);
            rest = rest[(1 + row.Length)..];
            written += row.Length;
            above = row.Length == length ? row : above;
        }

        return rows.AsMemory(0, written);
    }
}
