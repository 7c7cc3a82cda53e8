namespace Platform.Extraction.Intake;

/// <param name="Why">Why nothing is extracted from it, where nothing is.</param>
internal sealed record FileType(string MediaType, FileReader Reader = FileReader.None, string Why = "only its hash and size are taken");
