namespace Platform.Extraction.Pdf;

/// <summary>Where an object lies: at an offset of the file, or in an object stream.</summary>
/// <param name="Stream">The object stream's number; 0 if the object lies in the file itself.</param>
internal readonly record struct XrefEntry(long Offset, int Stream)
{
    public static readonly XrefEntry Free = new(-1, 0);
}
