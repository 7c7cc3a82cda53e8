using System.Text;

namespace Platform.Extraction.Pdf;

/// <summary>A font of codes of several bytes (Type 0): all of Korean, Chinese and Japanese, and most that is embedded today.</summary>
internal sealed class CompositeFont : PdfFont
{
    private const double PerMille = 0.001;

    private readonly CodeMap? _codes;
    private readonly CodeMap? _toUnicode;
    private readonly Encoding? _predefined;
    private readonly Dictionary<int, double> _widths = [];
    private readonly List<(double First, double Last, double Width)> _ranges = [];
    private readonly double _default;

    private CompositeFont(PdfDocument document, PdfDictionary font, CodeMap? toUnicode)
    {
        _toUnicode = toUnicode;
        var encoding = document.Get(font, "Encoding");
        switch (encoding)
        {
            case PdfStream stream:
                _codes = CodeMapReader.Read(document, stream);
                Vertical = _codes.Vertical;
                break;
            case PdfName name:
                _predefined = PredefinedCodes.Of(name.Value);
                Vertical = name.Value.EndsWith("-V", StringComparison.Ordinal);
                break;
        }

        var descendant = document.Get(font, "DescendantFonts") is PdfArray { Items: [var only, ..] }
            ? document.Resolve(only) as PdfDictionary
            : null;
        _default = (descendant is null ? null : document.NumberOf(descendant, "DW")) ?? 1000;
        if (descendant is not null && document.Get(descendant, "W") is PdfArray widths)
        {
            ReadWidths(document, widths.Items);
        }
    }

    public override bool Vertical { get; }

    public static CompositeFont Read(PdfDocument document, PdfDictionary font, CodeMap? toUnicode) => new(document, font, toUnicode);

    public override Glyph Next(ReadOnlySpan<byte> bytes)
    {
        if (_predefined is not null)
        {
            var length = PredefinedCodes.Length(_predefined, bytes);
            var code = length is 1 ? bytes[0] : (uint)((bytes[0] << 8) | bytes[1]);
            // Which glyph it is does not matter but for its width: those of one byte are half as wide as a syllable.
            var narrow = length is 1 || (code < 0x100 && _predefined.CodePage == Encoding.BigEndianUnicode.CodePage);
            return new(
                _toUnicode?.Text(code) ?? _predefined.GetString(bytes[..length]),
                (narrow ? 500 : _default) * PerMille,
                (int)code,
                length
            );
        }

        var next = _codes?.Next(bytes) ?? Two(bytes);
        var glyph = _codes is null ? (int)next.Code : _codes.Glyph(next.Code) ?? 0;
        var advance = Vertical ? 1000 : Width(glyph);
        return new(_toUnicode?.Text(next.Code), advance * PerMille, (int)next.Code, next.Length);
    }

    private static (int Length, uint Code) Two(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 1 ? (2, (uint)((bytes[0] << 8) | bytes[1])) : (1, bytes[0]);

    private double Width(int glyph)
    {
        if (_widths.TryGetValue(glyph, out var width))
        {
            return width;
        }

        foreach (var range in _ranges)
        {
            if (glyph >= range.First && glyph <= range.Last)
            {
                return range.Width;
            }
        }

        return _default;
    }

    // "first [width …]" or "first last width".
    private void ReadWidths(PdfDocument document, List<PdfObject> items)
    {
        for (var i = 0; i + 1 < items.Count && document.Resolve(items[i]) is PdfNumber { IsIndex: true } first; )
        {
            if (document.Resolve(items[i + 1]) is PdfArray list)
            {
                for (var k = 0; k < list.Items.Count && _widths.Count < Limits.CodeMappings; k++)
                {
                    _widths[(int)Math.Min(first.Value + k, int.MaxValue)] =
                        (document.Resolve(list.Items[k]) as PdfNumber)?.Value ?? _default;
                }

                i += 2;
            }
            else if (
                i + 2 < items.Count
                && document.Resolve(items[i + 1]) is PdfNumber last
                && document.Resolve(items[i + 2]) is PdfNumber width
            )
            {
                if (_ranges.Count < Limits.WidthRanges)
                {
                    _ranges.Add((first.Value, last.Value, width.Value));
                }

                i += 3;
            }
            else
            {
                return;
            }
        }
    }
}
