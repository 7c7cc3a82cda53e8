using System.Collections.ObjectModel;

namespace Platform.Extraction;

/// <summary>What was had from a file; hash, size and type are there even if the rest was refused.</summary>
public sealed record ExtractionResult
{
    /// <summary>Lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>A media type, by the bytes; application/octet-stream where they say nothing.</summary>
    public required string DetectedType { get; init; }

    public IReadOnlyList<ExtractedArtifact> Artifacts { get; init; } = [];

    /// <summary>Why there are no artifacts; null if nothing was refused.</summary>
    public ExtractionRefusal? Refusal { get; init; }

    /// <summary>pages, words, width, height …: see the README for the names.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
