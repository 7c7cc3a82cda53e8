namespace Platform.Extraction;

/// <summary>Ends an extraction from any depth; never leaves <see cref="FileExtraction"/>.</summary>
internal sealed class RefusedException(string code, string detail) : Exception(detail)
{
    public ExtractionRefusal Refusal => new(code, Message);

    public static RefusedException Damaged(string detail) => new(RefusalCodes.Damaged, detail);

    public static RefusedException TooLarge(string detail) => new(RefusalCodes.TooLarge, detail);
}
