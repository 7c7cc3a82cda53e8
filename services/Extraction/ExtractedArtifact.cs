namespace Platform.Extraction;

/// <summary>A file made out of the one given.</summary>
public sealed record ExtractedArtifact(string Name, string ContentType, ReadOnlyMemory<byte> Content);
