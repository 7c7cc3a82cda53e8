namespace Platform.Extraction.Pdf;

/// <summary>Undoes a stream's filters. What is damaged gives as much as there is before the damage.</summary>
internal static class StreamDecoder
{
    private const int LongestChain = 8;

    /// <returns>Nothing if a filter is one of pictures, which hold no text.</returns>
    public static ReadOnlyMemory<byte> Decode(PdfDocument document, PdfStream stream)
    {
        var filters = List(document, stream.Dictionary, "Filter", "F");
        var parameters = List(document, stream.Dictionary, "DecodeParms", "DP");
        var data = stream.Data;
        for (var i = 0; i < filters.Count; i++)
        {
            if (i >= LongestChain)
            {
                return default;
            }

            var options = i < parameters.Count ? parameters[i] as PdfDictionary : null;
            if (Undo((filters[i] as PdfName)?.Value, data, options, document) is not { } decoded)
            {
                return default;
            }

            data = decoded;
        }

        return data;
    }

    private static ReadOnlyMemory<byte>? Undo(string? filter, ReadOnlyMemory<byte> data, PdfDictionary? options, PdfDocument document)
    {
        var output = new BoundedBytes(document.Budget);
        switch (filter)
        {
            case "FlateDecode" or "Fl":
                Flate.Decode(data, output);
                return Predictor.Undo(document, options, output.Written);
            case "LZWDecode" or "LZW":
                Lzw.Decode(data.Span, early: options is null || document.NumberOf(options, "EarlyChange") is not 0, output);
                return Predictor.Undo(document, options, output.Written);
            case "ASCII85Decode" or "A85":
                Ascii85.Decode(data.Span, output);
                return output.Written;
            case "ASCIIHexDecode" or "AHx":
                AsciiHex.Decode(data.Span, output);
                return output.Written;
            case "RunLengthDecode" or "RL":
                RunLength.Decode(data.Span, output);
                return output.Written;
            case "Crypt":
                // Of a document that is not encrypted: the identity.
                return data;
            default:
                return null;
        }
    }

    private static IReadOnlyList<PdfObject> List(PdfDocument document, PdfDictionary dictionary, string key, string abbreviation)
    {
        var value = document.Get(dictionary, key);
        // F is a file's name in a stream that lies outside, which has no filter of ours either.
        value = value == PdfObject.Null ? document.Get(dictionary, abbreviation) : value;
        return value switch
        {
            PdfArray array => [.. array.Items.Take(LongestChain + 1).Select(document.Resolve)],
            PdfName or PdfDictionary => [value],
            _ => [],
        };
    }
}
