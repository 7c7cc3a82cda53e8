using System.Text.Json;
using Files.Data;
using Platform.FileStores.Messages;

namespace Files.Apis;

internal static class Describe
{
    public static FileDetails ToDetails(this FileRow file, JobRow job) =>
        new(
            file.Id,
            file.FileName,
            file.ContentType,
            file.Size,
            file.Sha256,
            file.Target,
            file.Key,
            file.Url,
            file.CreatedAt,
            job.ToDetails()
        );

    public static FileStatus ToStatus(this JobRow job) =>
        new(job.FileId, job.Id, job.Status, job.Target, job.Attempts, job.Reason, JobStatus.IsFinal(job.Status), job.UpdatedAt);

    public static ProcessingResult? ReadResult(this JobRow job) =>
        job.Result is null ? null : JsonSerializer.Deserialize(job.Result, MessagesJson.Default.ProcessingResult);

    private static JobDetails ToDetails(this JobRow job) =>
        new(
            job.Id,
            job.Kind,
            job.Target,
            job.Status,
            job.Attempts,
            job.Reason,
            job.ReadResult() is { } result ? ToResult(result) : null,
            job.UpdatedAt
        );

    private static JobResult ToResult(ProcessingResult result) =>
        new(result.Sha256, result.Size, result.DetectedType, result.ProcessedBy, result.Note, result.Properties, result.Artifacts);
}
