namespace Platform.FileStores.Messages;

/// <summary>What is asked of whoever processes a file: the same words over Kafka, the queue, the function and the GPU's API (snake_case in JSON).</summary>
public sealed record ProcessingTask
{
    /// <summary>The topic of tasks for our Worker, and the type of the event.</summary>
    public const string Topic = "files.tasks";

    public const string EventType = "file.processing_requested";

    public required Guid JobId { get; init; }

    public required Guid FileId { get; init; }

    /// <summary><c>file</c> or <c>sheetmusic</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>One of <c>StorageTargets</c>.</summary>
    public required string StoredOn { get; init; }

    public required string SourceBucket { get; init; }

    public required string S3Key { get; init; }

    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    public long Size { get; init; }

    public string? AnalysisType { get; init; }

    public string? OutputFormat { get; init; }

    public bool? TranslateShakespearean { get; init; }

    /// <summary>Where the file can be read without credentials, for those who have none.</summary>
    public string? InputUrl { get; init; }

    /// <summary>Who wants to hear of the outcome, and the bearer token for it.</summary>
    public string? CallbackUrl { get; init; }

    public string? CallbackToken { get; init; }

    /// <summary>W3C trace context, where the message itself carries none.</summary>
    public string? TraceParent { get; init; }
}
