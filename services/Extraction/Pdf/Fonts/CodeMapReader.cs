using System.Text;

namespace Platform.Extraction.Pdf;

/// <summary>Reads a code map (CMap): PostScript that is used as a list.</summary>
internal static class CodeMapReader
{
    private const int MostOperands = 1 << 16;

    public static CodeMap Read(PdfDocument document, PdfStream stream)
    {
        var parser = new PdfParser(new PdfLexer(document.Decode(stream)), document.Budget, references: false);
        var builder = new CodeMap.Builder(document.NumberOf(stream.Dictionary, "WMode") is 1);
        var operands = new List<PdfObject>();
        while (parser.Read() is { } read)
        {
            document.Budget.Token();
            if (read is not PdfKeyword keyword)
            {
                if (operands.Count < MostOperands)
                {
                    operands.Add(read);
                }

                continue;
            }

            Apply(keyword.Value, operands, builder);
            operands.Clear();
        }

        return builder.Build();
    }

    private static void Apply(string keyword, List<PdfObject> operands, CodeMap.Builder builder)
    {
        switch (keyword)
        {
            case "endcodespacerange":
                Each(
                    operands,
                    2,
                    i =>
                    {
                        if (operands[i] is PdfString first && Code(operands[i + 1]) is { } last)
                        {
                            builder.Space(first.Bytes.Length, Code(first) ?? 0, last);
                        }
                    }
                );
                break;
            case "endbfchar":
                Each(
                    operands,
                    2,
                    i =>
                    {
                        if (Code(operands[i]) is { } code && Text(operands[i + 1]) is { } text)
                        {
                            builder.Text(code, text);
                        }
                    }
                );
                break;
            case "endbfrange":
                Each(operands, 3, i => TextRange(operands[i], operands[i + 1], operands[i + 2], builder));
                break;
            case "endcidchar":
                Each(operands, 2, i => GlyphRange(operands[i], operands[i], operands[i + 1], builder));
                break;
            case "endcidrange":
                Each(operands, 3, i => GlyphRange(operands[i], operands[i + 1], operands[i + 2], builder));
                break;
        }
    }

    private static void Each(List<PdfObject> operands, int size, Action<int> entry)
    {
        for (var i = 0; i + size <= operands.Count; i += size)
        {
            entry(i);
        }
    }

    private static void TextRange(PdfObject first, PdfObject last, PdfObject to, CodeMap.Builder builder)
    {
        if (Code(first) is not { } from || Code(last) is not { } until)
        {
            return;
        }

        if (to is not PdfArray list)
        {
            builder.Texts(from, until, Text(to) ?? "\ufffd");
            return;
        }

        for (var i = 0; i < list.Items.Count && from + (ulong)i <= until; i++)
        {
            if (Text(list.Items[i]) is { } text)
            {
                builder.Text(from + (uint)i, text);
            }
        }
    }

    private static void GlyphRange(PdfObject first, PdfObject last, PdfObject to, CodeMap.Builder builder)
    {
        if (Code(first) is { } from && Code(last) is { } until && to is PdfNumber { IsIndex: true } glyph)
        {
            builder.Glyphs(from, until, (int)glyph.Value);
        }
    }

    private static uint? Code(PdfObject operand)
    {
        if (operand is not PdfString { Bytes.Length: >= 1 and <= 4 } bytes)
        {
            return null;
        }

        var code = 0u;
        foreach (var one in bytes.Bytes)
        {
            code = (code << 8) | one;
        }

        return code;
    }

    private static string? Text(PdfObject operand) =>
        operand switch
        {
            PdfName glyph => GlyphNames.ToText(glyph.Value),
            PdfString { Bytes: [var one] } => ((char)one).ToString(),
            PdfString { Bytes.Length: <= 512 } units => Encoding.BigEndianUnicode.GetString(units.Bytes),
            _ => null,
        };
}
