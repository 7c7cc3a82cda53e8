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
    public const long Inflated = 1L << 30;

    /// <summary>Bytes that one stream of a PDF, or the content of one page, may inflate to.</summary>
    public const int InflatedStream = 32 << 20;

    /// <summary>Bytes of object streams held inflated; the oldest goes first.</summary>
    public const int InflatedObjects = 64 << 20;

    /// <summary>Values in a PDF's dictionaries and arrays; a long string counts as several.</summary>
    public const long Items = 4_000_000;

    /// <summary>Entries of a PDF's cross-reference.</summary>
    public const int Entries = 1_000_000;

    /// <summary>Arrays in dictionaries in arrays …, and nodes of the page tree below one another.</summary>
    public const int Depth = 64;

    /// <summary>Pages of a PDF.</summary>
    public const int Pages = 20_000;

    /// <summary>Forms drawn within one another; what is deeper is left out.</summary>
    public const int FormDepth = 12;

    /// <summary>Forms drawn by all of a PDF's pages together.</summary>
    public const int Forms = 100_000;

    /// <summary>Graphics states saved upon one another; what is deeper is left out.</summary>
    public const int SavedStates = 256;

    /// <summary>Operands and operators of all of a PDF's content streams together.</summary>
    public const long Tokens = 20_000_000;

    /// <summary>Bytes of one string in a PDF.</summary>
    public const int StringBytes = 16 << 20;

    /// <summary>Mappings of one font; further ones are left out.</summary>
    public const int CodeMappings = 200_000;

    /// <summary>Ranges of widths of one font, looked through one by one; further ones are left out.</summary>
    public const int WidthRanges = 2_000;
}
