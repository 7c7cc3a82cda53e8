namespace Platform.Extraction;

/// <summary>The bounds; each ends in TOO_LARGE. The README lists them.</summary>
internal static class Limits
{
    /// <summary>Bytes of a file that is read as well as hashed.</summary>
    public const long File = 256L << 20;

    /// <summary>Characters of a text that becomes an artifact.</summary>
    public const int Characters = 16 << 20;

    /// <summary>Pixels of an image.</summary>
    public const long Pixels = 40_000_000;

    /// <summary>Pixels of a thumbnail's longer side.</summary>
    public const int ThumbnailSide = 256;

    /// <summary>Bytes that all streams of a PDF together may inflate to.</summary>
    public const long Inflated = 256L << 20;

    /// <summary>Bytes that one stream of a PDF may inflate to.</summary>
    public const int InflatedStream = 64 << 20;

    /// <summary>Objects of a PDF.</summary>
    public const int Objects = 2_000_000;

    /// <summary>Arrays in dictionaries in arrays …, and nodes of the page tree below one another.</summary>
    public const int Depth = 64;

    /// <summary>Pages of a PDF.</summary>
    public const int Pages = 20_000;

    /// <summary>Forms drawn within one another, and states saved upon one another.</summary>
    public const int FormDepth = 12;

    public const int SavedStates = 256;

    /// <summary>Operators of all of a PDF's content streams together.</summary>
    public const long Operators = 20_000_000;

    /// <summary>Mappings of one font's code maps.</summary>
    public const int CodeMappings = 200_000;
}
