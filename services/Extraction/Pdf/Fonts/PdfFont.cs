namespace Platform.Extraction.Pdf;

/// <summary>One code of a shown string.</summary>
/// <param name="Text">Null if the font does not say what it means.</param>
/// <param name="Advance">How far the next one lies, in units of text space at size 1.</param>
/// <param name="Length">Bytes of the code.</param>
internal readonly record struct Glyph(string? Text, double Advance, int Code, int Length);

internal abstract class PdfFont
{
    public virtual bool Vertical => false;

    /// <summary>The glyph at the beginning of at least one byte.</summary>
    public abstract Glyph Next(ReadOnlySpan<byte> bytes);
}
