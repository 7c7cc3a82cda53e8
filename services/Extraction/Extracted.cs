namespace Platform.Extraction;

/// <summary>What one extractor made.</summary>
internal sealed record Extracted(IReadOnlyList<ExtractedArtifact> Artifacts, IReadOnlyDictionary<string, string> Properties);
