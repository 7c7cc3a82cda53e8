namespace Platform.Extraction.Pdf;

/// <summary>A picture in the middle of a content stream, which says nowhere how long it is.</summary>
internal static class InlineImage
{
    /// <summary>From after "ID" to after the "EI" that stands alone and is followed by what looks like operators.</summary>
    public static void Skip(PdfLexer lexer)
    {
        var bytes = lexer.Bytes.Span;
        for (var at = lexer.Position + 1; at + 1 < bytes.Length; at++)
        {
            var found = bytes[at..].IndexOf("EI"u8);
            if (found < 0)
            {
                break;
            }

            at += found;
            var rest = bytes[(at + 2)..];
            if (PdfCharacters.IsSpace(bytes[at - 1]) && (rest.Length is 0 || PdfCharacters.IsSpace(rest[0])) && LooksLikeText(rest))
            {
                lexer.Position = at + 2;
                return;
            }
        }

        lexer.Position = bytes.Length;
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> rest)
    {
        foreach (var one in rest[..Math.Min(rest.Length, 16)])
        {
            if (one > 126 || (one < 32 && !PdfCharacters.IsSpace(one)))
            {
                return false;
            }
        }

        return true;
    }
}
