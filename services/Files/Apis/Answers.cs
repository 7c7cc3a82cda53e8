using System.Text.Json.Serialization;
using Platform.FileStores.Messages;

namespace Files.Apis;

/// <summary>The document's answer to one upload.</summary>
internal sealed record Uploaded(
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("s3_url")] string S3Url,
    [property: JsonPropertyName("s3_key")] string S3Key
);

/// <summary>The document's answer to many.</summary>
internal sealed record UploadedFiles([property: JsonPropertyName("uploaded_files")] IReadOnlyList<UploadedFile> Files);

/// <summary>What became of one of many: <c>success</c> with its place, or <c>failed</c> with the reason.</summary>
internal sealed record UploadedFile(
    [property: JsonPropertyName("filename")] string FileName,
    [property: JsonPropertyName("s3_url"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? S3Url,
    [property: JsonPropertyName("s3_key"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? S3Key,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("detail"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail = null
);

/// <summary>The document's answer to sheet music; what stands for its "..." is ours.</summary>
internal sealed record UploadedSheetMusic(
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("s3_url")] string S3Url,
    [property: JsonPropertyName("s3_key")] string S3Key,
    [property: JsonPropertyName("file_id")] Guid FileId,
    [property: JsonPropertyName("output_format")] string OutputFormat,
    [property: JsonPropertyName("translate_shakespearean")] bool TranslateShakespearean,
    [property: JsonPropertyName("status_url")] string StatusUrl
);

/// <summary>A file as the API shows it.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Target">Where it is stored: aws, oci or onpremises.</param>
internal sealed record FileDetails(
    Guid Id,
    string FileName,
    string ContentType,
    long Size,
    string Sha256,
    string Target,
    string Key,
    string Url,
    DateTime CreatedAt,
    JobDetails Processing
);

/// <param name="Target">Who processes it: worker, queue, function or gpu.</param>
/// <param name="Reason">Why it failed, or what the last attempt ran into.</param>
internal sealed record JobDetails(
    Guid Id,
    string Kind,
    string Target,
    string Status,
    int Attempts,
    string? Reason,
    JobResult? Result,
    DateTime UpdatedAt
);

/// <param name="Artifacts">Made of the file; each is downloaded from <c>results/{name}</c> below it.</param>
internal sealed record JobResult(
    string? Sha256,
    long? Size,
    string? DetectedType,
    string? ProcessedBy,
    string? Note,
    IReadOnlyDictionary<string, string>? Properties,
    IReadOnlyList<ProcessingArtifact>? Artifacts
);

/// <summary>How far a file is; also the data of its events.</summary>
/// <param name="Final">Nothing more will happen.</param>
internal sealed record FileStatus(
    Guid FileId,
    Guid JobId,
    string Status,
    string Target,
    int Attempts,
    string? Reason,
    bool Final,
    DateTime At
);

/// <summary>One page of a list.</summary>
/// <param name="Page">From 1.</param>
internal sealed record PaginatedItems<T>(IReadOnlyList<T> Items, long Total, int Page, int PageSize);

/// <param name="ExpiresAt">Null for a URL that does not expire.</param>
internal sealed record DownloadUrl(string Url, DateTime? ExpiresAt);

/// <summary>What a function or the GPU tells of a job.</summary>
internal sealed record JobOutcome(
    [property: JsonPropertyName("status")] string? Status,
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("result")] System.Text.Json.JsonElement? Result
);
