namespace Platform.Extraction.Pdf;

/// <summary>Fonts by their dictionaries, each read once.</summary>
internal sealed class PdfFonts(PdfDocument document)
{
    private readonly Dictionary<PdfDictionary, PdfFont> _fonts = new(ReferenceEqualityComparer.Instance);

    public PdfFont? Of(PdfObject font)
    {
        if (document.Resolve(font) is not PdfDictionary dictionary)
        {
            return null;
        }

        if (!_fonts.TryGetValue(dictionary, out var read))
        {
            var toUnicode = document.Get(dictionary, "ToUnicode") is PdfStream stream ? CodeMapReader.Read(document, stream) : null;
            read = document.NameOf(dictionary, "Subtype") is "Type0"
                ? CompositeFont.Read(document, dictionary, toUnicode)
                : SimpleFont.Read(document, dictionary, toUnicode);
            _fonts[dictionary] = read;
        }

        return read;
    }
}
