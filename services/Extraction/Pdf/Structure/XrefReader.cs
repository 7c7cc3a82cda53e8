namespace Platform.Extraction.Pdf;

/// <summary>Follows the chain of cross-reference sections from the file's end: tables, streams, and both in hybrid files.</summary>
internal sealed class XrefReader(PdfDocument document)
{
    private const int StartWithin = 2048;

    private readonly HashSet<long> _seen = [];
    private readonly Queue<long> _sections = [];

    /// <returns>False if a section is not where it is said to be.</returns>
    public bool Read()
    {
        var bytes = document.Bytes.Span;
        var tail = Math.Max(0, bytes.Length - StartWithin);
        var start = bytes[tail..].LastIndexOf("startxref"u8);
        if (start < 0 || new PdfLexer(document.Bytes, tail + start + "startxref".Length).Next() is not PdfNumber offset)
        {
            return false;
        }

        Follow(offset);
        while (_sections.TryDequeue(out var section))
        {
            if (!Section(section))
            {
                return false;
            }
        }

        return document.Xref.Trailer.ContainsKey("Root");
    }

    private void Follow(PdfObject? offset)
    {
        if (offset is PdfNumber number && _seen.Add((long)number.Value))
        {
            _sections.Enqueue((long)number.Value);
        }
    }

    private bool Section(long offset)
    {
        if (offset < 0 || offset >= document.Bytes.Length)
        {
            return false;
        }

        var lexer = new PdfLexer(document.Bytes, (int)offset);
        if (lexer.Next() is PdfKeyword { Value: "xref" })
        {
            return Table(lexer);
        }

        if (document.ReadIndirect(offset, null) is not PdfStream stream)
        {
            return false;
        }

        Stream(stream);
        Follow(stream.Dictionary.Entries.GetValueOrDefault("Prev"));
        return true;
    }

    private bool Table(PdfLexer lexer)
    {
        var free = new List<int>();
        var token = lexer.Next();
        for (; token is PdfNumber { IsIndex: true } first; token = lexer.Next())
        {
            if (lexer.Next() is not PdfNumber { IsIndex: true } count || !Subsection(lexer, (int)first.Value, (int)count.Value, free))
            {
                return false;
            }
        }

        if (token is not PdfKeyword { Value: "trailer" } || document.Parser(lexer).Read() is not PdfDictionary trailer)
        {
            return false;
        }

        document.Xref.Add(trailer);
        // A hybrid file: objects that old readers are to take for free ones are listed in a stream.
        if (
            trailer.Entries.GetValueOrDefault("XRefStm") is PdfNumber hidden
            && document.ReadIndirect((long)hidden.Value, null) is PdfStream stream
        )
        {
            Stream(stream);
        }

        foreach (var number in free)
        {
            document.Xref.Add(number, XrefEntry.Free);
        }

        Follow(trailer.Entries.GetValueOrDefault("Prev"));
        return true;
    }

    private bool Subsection(PdfLexer lexer, int first, int count, List<int> free)
    {
        for (var i = 0; i < count; i++)
        {
            if (lexer.Next() is not PdfNumber offset || lexer.Next() is not PdfNumber generation || lexer.Next() is not PdfKeyword kind)
            {
                return false;
            }

            if (i is 0 && first is 1 && kind.Value is "f" && generation.Value is 65_535)
            {
                // Numbered from 1 by mistake: the head of the free list is always 0.
                first = 0;
            }

            switch (kind.Value)
            {
                case "n":
                    document.Xref.Add(first + i, new((long)offset.Value, 0));
                    break;
                case "f" when free.Count < Limits.Entries:
                    free.Add(first + i);
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private void Stream(PdfStream stream)
    {
        var entries = stream.Dictionary.Entries;
        document.Xref.Add(stream.Dictionary);
        if (entries.GetValueOrDefault("W") is not PdfArray { Items: [PdfNumber type, PdfNumber second, PdfNumber third, ..] })
        {
            return;
        }

        var (w0, w1, w2) = (Width(type), Width(second), Width(third));
        var rows = document.Decode(stream).Span;
        var index = entries.GetValueOrDefault("Index") is PdfArray listed ? listed.Items : [PdfNumber.Of(0), PdfNumber.Of(int.MaxValue)];
        for (var pair = 0; pair + 1 < index.Count; pair += 2)
        {
            if (index[pair] is not PdfNumber { IsIndex: true } first || index[pair + 1] is not PdfNumber { IsIndex: true } count)
            {
                return;
            }

            for (var i = 0L; i < count.Value && w0 + w1 + w2 > 0 && rows.Length >= w0 + w1 + w2 && first.Value + i < int.MaxValue; i++)
            {
                Row((int)(first.Value + i), w0 is 0 ? 1 : Field(rows[..w0]), Field(rows.Slice(w0, w1)));
                rows = rows[(w0 + w1 + w2)..];
            }
        }
    }

    private void Row(int number, long type, long field)
    {
        switch (type)
        {
            case 0:
                document.Xref.Add(number, XrefEntry.Free);
                break;
            case 1:
                document.Xref.Add(number, new(field, 0));
                break;
            case 2 when field is > 0 and <= int.MaxValue:
                document.Xref.Add(number, new(0, (int)field));
                break;
        }
    }

    private static int Width(PdfNumber width) => (int)Math.Clamp(width.Value, 0, 8);

    private static long Field(ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        foreach (var one in bytes)
        {
            value = (value << 8) | one;
        }

        return value;
    }
}
