namespace Platform.Extraction.Pdf;

/// <summary>Finds the objects of a file whose cross-reference is missing or wrong by looking for "1 0 obj" everywhere; the last one counts.</summary>
internal static class XrefRebuild
{
    public static void Run(PdfDocument document)
    {
        document.Xref.Entries.Clear();
        document.Xref.Trailer.Clear();
        Objects(document);
        Trailers(document);
        foreach (var number in document.Xref.Entries.Keys.ToList())
        {
            document.Budget.Check();
            Look(document, number);
        }
    }

    private static void Objects(PdfDocument document)
    {
        var bytes = document.Bytes.Span;
        for (var at = 0; bytes[at..].IndexOf("obj"u8) is >= 0 and var step; )
        {
            at += step;
            document.Budget.Check();
            if (Head(bytes[..at]) is var (number, offset))
            {
                document.Xref.Replace(number, new(offset, 0));
            }

            at += "obj".Length;
        }
    }

    // Backwards from "obj": the generation, the number, and where the number begins.
    private static (int Number, int Offset)? Head(ReadOnlySpan<byte> before)
    {
        var end = Digits(before, Spaces(before, before.Length), out _);
        if (end is null || Digits(before, Spaces(before, end.Value), out var number) is not { } start)
        {
            return null;
        }

        return (number, start);
    }

    private static int? Spaces(ReadOnlySpan<byte> bytes, int end)
    {
        var start = end;
        while (start > 0 && PdfCharacters.IsSpace(bytes[start - 1]))
        {
            start--;
        }

        return start < end ? start : null;
    }

    private static int? Digits(ReadOnlySpan<byte> bytes, int? end, out int number)
    {
        number = 0;
        if (end is not { } start)
        {
            return null;
        }

        while (start > 0 && char.IsAsciiDigit((char)bytes[start - 1]))
        {
            start--;
        }

        return int.TryParse(bytes[start..end.Value], out number) ? start : null;
    }

    private static void Trailers(PdfDocument document)
    {
        var bytes = document.Bytes.Span;
        for (var end = bytes.Length; bytes[..end].LastIndexOf("trailer"u8) is >= 0 and var at; end = at)
        {
            document.Budget.Check();
            if (document.Parser(new PdfLexer(document.Bytes, at + "trailer".Length)).Read() is PdfDictionary trailer)
            {
                document.Xref.Add(trailer);
            }
        }
    }

    private static void Look(PdfDocument document, int number)
    {
        switch (document.Load(number))
        {
            case PdfStream stream when document.NameOf(stream.Dictionary, "Type") is "XRef":
                document.Xref.Add(stream.Dictionary);
                break;
            case PdfStream stream when document.NameOf(stream.Dictionary, "Type") is "ObjStm":
                foreach (var inside in document.ObjectStreams.NumbersIn(number))
                {
                    document.Xref.Add(inside, new(0, number));
                    if (document.Load(inside) is PdfDictionary compressed)
                    {
                        Root(document, inside, compressed);
                    }
                }

                break;
            case PdfDictionary dictionary:
                Root(document, number, dictionary);
                break;
        }
    }

    private static void Root(PdfDocument document, int number, PdfDictionary dictionary)
    {
        if (document.NameOf(dictionary, "Type") is "Catalog")
        {
            document.Xref.Trailer.TryAdd("Root", new PdfReference(number));
        }
    }
}
