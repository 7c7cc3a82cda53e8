namespace Platform.Extraction.Pdf;

/// <summary>Where a stream ends: by its length if that is true, else by the word that ends it.</summary>
internal static class StreamBody
{
    /// <param name="position">After the word "stream".</param>
    public static PdfStream Read(PdfDocument document, PdfDictionary dictionary, int position)
    {
        var bytes = document.Bytes.Span;
        if (position < bytes.Length && bytes[position] == '\r')
        {
            position++;
        }

        if (position < bytes.Length && bytes[position] == '\n')
        {
            position++;
        }

        return new(dictionary, document.Bytes.Slice(position, Length(document, dictionary, bytes[position..])));
    }

    private static int Length(PdfDocument document, PdfDictionary dictionary, ReadOnlySpan<byte> rest)
    {
        if (document.NumberOf(dictionary, "Length") is { } said && said >= 0 && said <= rest.Length && EndsAt(rest, (int)said))
        {
            return (int)said;
        }

        var end = rest.IndexOf("endstream"u8);
        if (end < 0)
        {
            end = rest.IndexOf("endobj"u8);
        }

        if (end < 0)
        {
            return rest.Length;
        }

        end -= end > 0 && rest[end - 1] == '\n' ? 1 : 0;
        return end - (end > 0 && rest[end - 1] == '\r' ? 1 : 0);
    }

    private static bool EndsAt(ReadOnlySpan<byte> rest, int length)
    {
        var after = rest[length..];
        while (after.Length > 0 && PdfCharacters.IsSpace(after[0]))
        {
            after = after[1..];
        }

        return after.StartsWith("endstream"u8);
    }
}
