namespace Platform.Extraction.Pdf;

/// <summary>The encoding inside an embedded Type 1 font, of which TeX makes use: lines of "dup 65 /A put".</summary>
internal static class Type1Encoding
{
    public static void Apply(PdfDocument document, PdfStream file, string?[] texts)
    {
        var content = document.Decode(file);
        var start = content.Span.IndexOf("/Encoding"u8);
        if (start < 0)
        {
            return;
        }

        var lexer = new PdfLexer(content, start + "/Encoding".Length);
        if (lexer.Next() is not PdfNumber)
        {
            // "StandardEncoding def": what it is read as anyway.
            return;
        }

        Array.Clear(texts);
        PdfObject? before = null;
        while (lexer.Next() is { } token and not PdfKeyword { Value: "def" or "readonly" or "eexec" })
        {
            document.Budget.Token();
            if (before is PdfNumber { IsIndex: true } code && code.Value < texts.Length && token is PdfName glyph)
            {
                texts[(int)code.Value] = glyph.Value is ".notdef" ? null : GlyphNames.ToText(glyph.Value);
            }

            before = token;
        }
    }
}
