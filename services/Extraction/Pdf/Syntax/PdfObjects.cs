namespace Platform.Extraction.Pdf;

internal abstract class PdfObject
{
    public static readonly PdfObject Null = new PdfNull();

    private sealed class PdfNull : PdfObject;
}

internal sealed class PdfBoolean(bool value) : PdfObject
{
    public bool Value => value;
}

internal sealed class PdfNumber(double value) : PdfObject
{
    private static readonly PdfNumber[] Small = [.. Enumerable.Range(0, 1024).Select(number => new PdfNumber(number))];

    public double Value => value;

    /// <summary>Whether it is a whole number from 0 to 2³¹-1.</summary>
    public bool IsIndex => value is >= 0 and <= int.MaxValue && value == Math.Floor(value);

    public static PdfNumber Of(double value) => value is >= 0 and < 1024 && value == Math.Floor(value) ? Small[(int)value] : new(value);
}

internal sealed class PdfString(byte[] bytes) : PdfObject
{
    public byte[] Bytes => bytes;
}

internal sealed class PdfName(string value) : PdfObject
{
    public string Value => value;
}

/// <summary>A word that is none of the others: an operator, a bracket, obj, stream …</summary>
internal sealed class PdfKeyword(string value) : PdfObject
{
    public string Value => value;
}

internal sealed class PdfReference(int number) : PdfObject
{
    public int Number => number;
}

internal sealed class PdfArray(List<PdfObject> items) : PdfObject
{
    public List<PdfObject> Items => items;
}

internal sealed class PdfDictionary(Dictionary<string, PdfObject> entries) : PdfObject
{
    public Dictionary<string, PdfObject> Entries => entries;
}

/// <param name="data">As it lies in the file, its filters not undone.</param>
internal sealed class PdfStream(PdfDictionary dictionary, ReadOnlyMemory<byte> data) : PdfObject
{
    public PdfDictionary Dictionary => dictionary;

    public ReadOnlyMemory<byte> Data => data;
}
