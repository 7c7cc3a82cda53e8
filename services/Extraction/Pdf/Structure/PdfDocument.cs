namespace Platform.Extraction.Pdf;

/// <summary>The objects of a file, each read when it is first asked for.</summary>
internal sealed class PdfDocument
{
    // References to references: none are allowed, some are written.
    private const int Hops = 16;

    private readonly Dictionary<int, PdfObject> _loaded = [];
    private readonly HashSet<int> _loading = [];

    private PdfDocument(ReadOnlyMemory<byte> bytes, PdfBudget budget)
    {
        (Bytes, Budget) = (bytes, budget);
        ObjectStreams = new(this);
    }

    /// <summary>From its header on.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public PdfBudget Budget { get; }

    public Xref Xref { get; private set; } = new();

    public ObjectStreams ObjectStreams { get; }

    /// <summary>Whether the cross-reference had to be found by searching.</summary>
    public bool Rebuilt { get; private set; }

    /// <param name="bytes">From its header on.</param>
    public static PdfDocument Open(ReadOnlyMemory<byte> bytes, PdfBudget budget)
    {
        var document = new PdfDocument(bytes, budget);
        if (!new XrefReader(document).Read())
        {
            document.Rebuild();
        }

        document.RefuseEncrypted();
        return document;
    }

    /// <summary>Once; a second time it would find the same.</summary>
    public void Rebuild()
    {
        if (Rebuilt)
        {
            return;
        }

        Rebuilt = true;
        Xref = new();
        _loaded.Clear();
        ObjectStreams.Forget();
        XrefRebuild.Run(this);
        RefuseEncrypted();
    }

    public PdfParser Parser(PdfLexer lexer) => new(lexer, Budget, references: true);

    public PdfObject Resolve(PdfObject? value)
    {
        for (var hop = 0; value is PdfReference reference; hop++)
        {
            value = hop < Hops ? Load(reference.Number) : null;
        }

        return value ?? PdfObject.Null;
    }

    public PdfObject Get(PdfDictionary dictionary, string key) => Resolve(dictionary.Entries.GetValueOrDefault(key));

    public string? NameOf(PdfDictionary dictionary, string key) => (Get(dictionary, key) as PdfName)?.Value;

    public double? NumberOf(PdfDictionary dictionary, string key) => (Get(dictionary, key) as PdfNumber)?.Value;

    public ReadOnlyMemory<byte> Decode(PdfStream stream) => StreamDecoder.Decode(this, stream);

    public PdfObject Load(int number)
    {
        if (_loaded.TryGetValue(number, out var loaded))
        {
            return loaded;
        }

        // What it takes to read the object is the object itself, or too much else.
        if (_loading.Count >= Limits.Depth || !_loading.Add(number))
        {
            return PdfObject.Null;
        }

        try
        {
            var read = Read(number);
            Budget.Item();
            _loaded[number] = read;
            return read;
        }
        finally
        {
            _loading.Remove(number);
        }
    }

    /// <summary>The object at an offset.</summary>
    /// <param name="number">What it must be called; null for any.</param>
    /// <returns>Null if there is none.</returns>
    public PdfObject? ReadIndirect(long offset, int? number)
    {
        if (offset < 0 || offset >= Bytes.Length)
        {
            return null;
        }

        var lexer = new PdfLexer(Bytes, (int)offset);
        if (
            lexer.Next() is not PdfNumber { IsIndex: true } found
            || (number is not null && found.Value != number)
            || lexer.Next() is not PdfNumber { IsIndex: true }
            || lexer.Next() is not PdfKeyword { Value: "obj" }
        )
        {
            return null;
        }

        var value = Parser(lexer).Read();
        if (value is not PdfDictionary dictionary)
        {
            return value is null or PdfKeyword ? PdfObject.Null : value;
        }

        return lexer.Next() is PdfKeyword { Value: "stream" } ? StreamBody.Read(this, dictionary, lexer.Position) : dictionary;
    }

    private PdfObject Read(int number)
    {
        if (!Xref.Entries.TryGetValue(number, out var entry) || entry == XrefEntry.Free)
        {
            return PdfObject.Null;
        }

        if (entry.Stream is not 0)
        {
            return ObjectStreams.Read(entry.Stream, number);
        }

        if (ReadIndirect(entry.Offset, number) is { } found)
        {
            return found;
        }

        if (Rebuilt)
        {
            return PdfObject.Null;
        }

        Rebuild();
        return Read(number);
    }

    private void RefuseEncrypted()
    {
        if (Xref.Trailer.ContainsKey("Encrypt") && Resolve(Xref.Trailer["Encrypt"]) is PdfDictionary)
        {
            throw new RefusedException(RefusalCodes.Encrypted, "application/pdf: encrypted, and no password is asked for");
        }
    }
}
