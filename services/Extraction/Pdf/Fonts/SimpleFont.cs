namespace Platform.Extraction.Pdf;

/// <summary>A font of single bytes: Type 1, TrueType, Type 3.</summary>
internal sealed class SimpleFont(string?[] texts, double[] advances, CodeMap? toUnicode) : PdfFont
{
    private const double PerMille = 0.001;

    public override Glyph Next(ReadOnlySpan<byte> bytes) =>
        new(toUnicode?.Text(bytes[0]) ?? texts[bytes[0]], advances[bytes[0]], bytes[0], 1);

    public static SimpleFont Read(PdfDocument document, PdfDictionary font, CodeMap? toUnicode)
    {
        var name = document.NameOf(font, "BaseFont") ?? "";
        var encoding = document.Get(font, "Encoding");
        var named = FontEncodings.Named(NameOf(document, encoding));
        var table = named ?? Fallback(document, font, name);
        string?[] texts = [.. table.Select(one => one is '\ufffd' ? null : one.ToString())];
        if (
            named is null
            && document.Get(font, "FontDescriptor") is PdfDictionary descriptor
            && document.Get(descriptor, "FontFile") is PdfStream file
        )
        {
            Type1Encoding.Apply(document, file, texts);
        }

        if (encoding is PdfDictionary custom && document.Get(custom, "Differences") is PdfArray differences)
        {
            Apply(document, differences, texts);
        }

        return new(texts, Advances(document, font, name, table), toUnicode);
    }

    private static string? NameOf(PdfDocument document, PdfObject encoding) =>
        encoding switch
        {
            PdfName one => one.Value,
            PdfDictionary custom => document.NameOf(custom, "BaseEncoding"),
            _ => null,
        };

    private static string Fallback(PdfDocument document, PdfDictionary font, string name) =>
        name.EndsWith("Symbol", StringComparison.Ordinal) ? FontEncodings.Symbol
        : name.EndsWith("Dingbats", StringComparison.Ordinal) ? FontEncodings.Dingbats
        // A TrueType font without an encoding has one of its own inside, which most often is near this.
        : document.NameOf(font, "Subtype") is "TrueType" ? FontEncodings.WinAnsi
        : FontEncodings.Standard;

    private static void Apply(PdfDocument document, PdfArray differences, string?[] texts)
    {
        var code = 0.0;
        foreach (var item in differences.Items)
        {
            switch (document.Resolve(item))
            {
                case PdfNumber { IsIndex: true } number:
                    code = number.Value;
                    break;
                case PdfName glyph:
                    if (code < texts.Length)
                    {
                        texts[(int)code] = glyph.Value is ".notdef" ? null : GlyphNames.ToText(glyph.Value);
                    }

                    code++;
                    break;
            }
        }
    }

    private static double[] Advances(PdfDocument document, PdfDictionary font, string name, string table)
    {
        if (document.Get(font, "Widths") is not PdfArray widths)
        {
            return [.. StandardWidths.Of(name, table).Select(width => width * PerMille)];
        }

        // The glyphs of a Type 3 font have a scale of their own.
        var scale = document.Get(font, "FontMatrix") is PdfArray { Items: [PdfNumber a, ..] } ? Math.Abs(a.Value) : PerMille;
        var missing = document.Get(font, "FontDescriptor") is PdfDictionary descriptor
            ? document.NumberOf(descriptor, "MissingWidth") ?? 0
            : 0;
        var advances = new double[256];
        Array.Fill(advances, missing * scale);
        var first = document.NumberOf(font, "FirstChar") ?? 0;
        for (var i = 0; i < widths.Items.Count && first + i < advances.Length; i++)
        {
            if (first + i >= 0 && document.Resolve(widths.Items[i]) is PdfNumber width)
            {
                advances[(int)(first + i)] = width.Value * scale;
            }
        }

        return advances;
    }
}
