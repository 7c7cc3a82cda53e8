namespace Platform.Extraction.Pdf;

/// <summary>The cross-reference as all sections together tell it; what is newer is added first and stays.</summary>
internal sealed class Xref
{
    public Dictionary<int, XrefEntry> Entries { get; } = [];

    public Dictionary<string, PdfObject> Trailer { get; } = [];

    public void Add(int number, XrefEntry entry)
    {
        if (Entries.TryAdd(number, entry) && Entries.Count > Limits.Entries)
        {
            throw TooMany();
        }
    }

    public void Replace(int number, XrefEntry entry)
    {
        Entries[number] = entry;
        if (Entries.Count > Limits.Entries)
        {
            throw TooMany();
        }
    }

    public void Add(PdfDictionary trailer)
    {
        foreach (var (key, value) in trailer.Entries)
        {
            Trailer.TryAdd(key, value);
        }
    }

    private static RefusedException TooMany() => RefusedException.TooLarge($"application/pdf: more than {Limits.Entries} objects");
}
