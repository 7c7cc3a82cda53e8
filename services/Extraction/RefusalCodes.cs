namespace Platform.Extraction;

public static class RefusalCodes
{
    /// <summary>A type that nothing is extracted from, or text in an encoding that does not say its name.</summary>
    public const string UnsupportedType = "UNSUPPORTED_TYPE";

    /// <summary>A request whose kind is neither "file" nor "sheetmusic".</summary>
    public const string UnsupportedKind = "UNSUPPORTED_KIND";

    public const string Encrypted = "ENCRYPTED";

    public const string Damaged = "DAMAGED";

    /// <summary>A bound of the README was reached.</summary>
    public const string TooLarge = "TOO_LARGE";
}
