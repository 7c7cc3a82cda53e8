namespace Platform.Extraction;

/// <summary>What is to be extracted.</summary>
/// <param name="ContentType">As the uploader said it; never believed, the bytes decide.</param>
/// <param name="Kind">"file" or "sheetmusic".</param>
/// <param name="Options">Of sheet music: output_format, translate_shakespearean. Unknown ones are ignored.</param>
public sealed record ExtractionRequest(string FileName, string? ContentType, string Kind, IReadOnlyDictionary<string, string> Options);
