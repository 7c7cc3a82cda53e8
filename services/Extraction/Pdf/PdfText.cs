using System.Buffers;
using System.Globalization;
using System.Text;
using Platform.Extraction.Text;

namespace Platform.Extraction.Pdf;

/// <summary>The text of a PDF, page after page, each ended by a form feed.</summary>
internal static class PdfText
{
    public static Extracted Extract(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        // Offsets count from the header, before which some mail programs leave their own.
        var bytes = content[content.Span.IndexOf("%PDF-"u8)..];
        var document = PdfDocument.Open(bytes, new PdfBudget(cancellationToken));
        var pages = PdfPages.Of(document);
        var layout = new TextLayout();
        var fonts = new PdfFonts(document);
        foreach (var page in pages)
        {
            document.Budget.Check();
            new ContentReader(document, fonts, layout).Run(ContentOf(document, page), page.Resources);
            layout.EndPage();
        }

        var text = layout.ToString();
        var properties = Properties(document, pages.Count, text, layout.Unknown);
        return new([new("text.txt", PlainText.ContentType, Encoding.UTF8.GetBytes(text))], properties);
    }

    // The streams of a page are one: an operator's operands may lie in the one before.
    private static ReadOnlyMemory<byte> ContentOf(PdfDocument document, PdfPage page)
    {
        if (document.Get(page.Dictionary, "Contents") is PdfStream only)
        {
            return document.Decode(only);
        }

        var content = new ArrayBufferWriter<byte>();
        if (document.Get(page.Dictionary, "Contents") is PdfArray parts)
        {
            foreach (var part in parts.Items)
            {
                document.Budget.Check();
                if (document.Resolve(part) is PdfStream stream)
                {
                    content.Write(document.Decode(stream).Span);
                    content.Write("\n"u8);
                }

                if (content.WrittenCount > Limits.InflatedStream)
                {
                    throw RefusedException.TooLarge(
                        $"application/pdf: a page's content inflates to more than {Limits.InflatedStream} bytes"
                    );
                }
            }
        }

        return content.WrittenMemory;
    }

    private static Dictionary<string, string> Properties(PdfDocument document, int pages, string text, long unknown)
    {
        var properties = new Dictionary<string, string> { ["pages"] = pages.ToString(CultureInfo.InvariantCulture) };
        var counts = new TextCounts();
        counts.Add(text);
        counts.WriteTo(properties);
        if (unknown > 0)
        {
            properties["unmappedCharacters"] = unknown.ToString(CultureInfo.InvariantCulture);
        }

        if (text.AsSpan().Trim().IsEmpty)
        {
            properties["text"] = "none";
            properties["note"] = "no text on any page: scanned or drawn, and no optical character recognition is done";
        }

        if (document.Rebuilt)
        {
            properties["repaired"] = "true";
        }

        var information = document.Resolve(document.Xref.Trailer.GetValueOrDefault("Info")) as PdfDictionary;
        foreach (var (key, name) in ((string, string)[])[("Title", "title"), ("Author", "author")])
        {
            if (
                information is not null
                && document.Get(information, key) is PdfString value
                && TextStrings.Decode(value.Bytes) is { Length: > 0 } told
            )
            {
                properties[name] = told;
            }
        }

        return properties;
    }
}
