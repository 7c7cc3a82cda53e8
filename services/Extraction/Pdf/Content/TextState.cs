namespace Platform.Extraction.Pdf;

/// <summary>What q saves and Q brings back. The rise is not there: what is raised stays in its line.</summary>
internal record struct TextState()
{
    public Matrix Page { get; set; } = Matrix.Identity;

    public PdfFont? Font { get; set; }

    public double Size { get; set; }

    public double CharacterSpacing { get; set; }

    public double WordSpacing { get; set; }

    /// <summary>1 is as wide as the font is.</summary>
    public double Stretch { get; set; } = 1;

    public double Leading { get; set; }
}
