namespace Platform.FileStores.Messages;

/// <summary>What became of a job so far (snake_case in JSON).</summary>
public sealed record ProcessingOutcome
{
    /// <summary>The topic of the Worker's outcomes, and the type of the event.</summary>
    public const string Topic = "files.results";

    public const string EventType = "file.processing_advanced";

    public required Guid JobId { get; init; }

    public required Guid FileId { get; init; }

    /// <summary>The store that the file is in, and its artifacts.</summary>
    public string? StoredOn { get; init; }

    /// <summary>One of <see cref="JobStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Grows with each attempt: an outcome with a lower one is old news.</summary>
    public long Token { get; init; }

    public int Attempt { get; init; }

    /// <summary>Begins with a stable word: <c>UNSUPPORTED_TYPE: image/webp</c>.</summary>
    public string? Reason { get; init; }

    public ProcessingResult? Result { get; init; }
}

/// <summary>What was found out about a file, and what was made of it.</summary>
public sealed record ProcessingResult
{
    public string? Sha256 { get; init; }

    public long? Size { get; init; }

    public string? DetectedType { get; init; }

    /// <summary>Who did it: <c>worker</c>, <c>onprem-gpu</c>, <c>lambda:…</c>.</summary>
    public string? ProcessedBy { get; init; }

    public string? Note { get; init; }

    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    public IReadOnlyList<ProcessingArtifact>? Artifacts { get; init; }
}

/// <summary>A file that was made: <paramref name="Key"/> is in the store of the file that it was made of.</summary>
public sealed record ProcessingArtifact(string Name, string Key, string ContentType, long Size);
