namespace Platform.Extraction;

/// <summary>A final answer: the same bytes are refused again. See <see cref="RefusalCodes"/>.</summary>
/// <param name="Detail">One sentence that names the type or the bound.</param>
public sealed record ExtractionRefusal(string Code, string Detail);
