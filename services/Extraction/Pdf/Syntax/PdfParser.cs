namespace Platform.Extraction.Pdf;

/// <summary>Objects out of words.</summary>
/// <param name="references">Whether "1 0 R" is a reference: in files, not in contents.</param>
internal sealed class PdfParser(PdfLexer lexer, PdfBudget budget, bool references)
{
    private static readonly PdfBoolean True = new(true);
    private static readonly PdfBoolean False = new(false);

    /// <returns>An object, or a keyword that begins none; null at the end.</returns>
    public PdfObject? Read() => Read(0);

    private PdfObject? Read(int depth)
    {
        var token = lexer.Next();
        return token switch
        {
            PdfKeyword { Value: "[" } => Array(Deeper(depth)),
            PdfKeyword { Value: "<<" } => Dictionary(Deeper(depth)),
            PdfKeyword { Value: "true" } => True,
            PdfKeyword { Value: "false" } => False,
            PdfKeyword { Value: "null" } => PdfObject.Null,
            PdfNumber { IsIndex: true } number when references => Reference(number) ?? token,
            _ => token,
        };
    }

    private PdfArray Array(int depth)
    {
        var items = new List<PdfObject>();
        while (true)
        {
            var before = lexer.Position;
            switch (Read(depth))
            {
                case null or PdfKeyword { Value: "]" }:
                    return new(items);
                case PdfKeyword { Value: ">>" or "endobj" or "endstream" or "stream" }:
                    // The bracket is missing: what follows is not the array's.
                    lexer.Position = before;
                    return new(items);
                case PdfKeyword:
                    break;
                case var item:
                    Count(item);
                    items.Add(item);
                    break;
            }
        }
    }

    private PdfDictionary Dictionary(int depth)
    {
        var entries = new Dictionary<string, PdfObject>();
        while (true)
        {
            var before = lexer.Position;
            switch (lexer.Next())
            {
                case null or PdfKeyword { Value: ">>" }:
                    return new(entries);
                case PdfKeyword { Value: "endobj" or "endstream" or "stream" }:
                    lexer.Position = before;
                    return new(entries);
                case PdfName key:
                    before = lexer.Position;
                    var value = Read(depth);
                    if (value is PdfKeyword)
                    {
                        // No value: the key goes, and the word is looked at again.
                        lexer.Position = before;
                        lexer.SkipSpace();
                        if (value is PdfKeyword { Value: not (">>" or "endobj" or "endstream" or "stream") })
                        {
                            lexer.Next();
                        }
                    }
                    else if (value is not null)
                    {
                        Count(value);
                        entries[key.Value] = value;
                    }

                    break;
            }
        }
    }

    private PdfReference? Reference(PdfNumber number)
    {
        var before = lexer.Position;
        if (lexer.Next() is PdfNumber { IsIndex: true } && lexer.Next() is PdfKeyword { Value: "R" })
        {
            return new((int)number.Value);
        }

        lexer.Position = before;
        return null;
    }

    private void Count(PdfObject item) => budget.Item(item is PdfString text ? 1 + (text.Bytes.Length / 32) : 1);

    private static int Deeper(int depth) =>
        depth < Limits.Depth
            ? depth + 1
            : throw RefusedException.TooLarge($"application/pdf: objects nested more than {Limits.Depth} deep");
}
