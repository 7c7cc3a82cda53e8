using System.Diagnostics;
using System.Text.Json;
using Files.Data;
using Platform.FileStores.Messages;
using Platform.FileStores.Stores;

namespace Files.Processing;

/// <summary>The task as those get it who are not told by Kafka.</summary>
internal sealed class TaskWriter(FileStoreSet stores, ProcessingOptions options)
{
    /// <summary>For our Worker behind the queue: it reads the store itself.</summary>
    public static string ForQueue(JobRow job, FileRow file) =>
        JsonSerializer.Serialize(TaskOf(job, file), MessagesJson.Default.ProcessingTask);

    /// <summary>For those without credentials: with a URL to read the file by, and whom to call back.</summary>
    /// <param name="lifetime">How long the URL is good for.</param>
    public string ForOthers(JobRow job, FileRow file, TimeSpan lifetime)
    {
        var task = TaskOf(job, file) with
        {
            InputUrl = stores[file.Target].ReadUrl(file.Key, lifetime).ToString(),
            CallbackUrl = options.CallbackUrl is { Length: > 0 } callback
                ? $"{callback.TrimEnd('/')}/internal/jobs/{job.Id}/outcome"
                : null,
            CallbackToken = options.CallbackUrl is { Length: > 0 } ? job.CallbackToken : null,
        };
        var json = JsonSerializer.SerializeToNode(task, MessagesJson.Default.ProcessingTask)!.AsObject();
        // The name that the GPU's callers use.
        if (file.ContentType == "application/pdf")
            json["pdf_key"] = $"{(file.Target == StorageTargets.Oci ? "oci" : "s3")}://{file.Bucket}/{file.Key}";
        return json.ToJsonString();
    }

    private static ProcessingTask TaskOf(JobRow job, FileRow file) =>
        new()
        {
            JobId = job.Id,
            FileId = file.Id,
            Kind = job.Kind,
            StoredOn = file.Target,
            SourceBucket = file.Bucket,
            S3Key = file.Key,
            FileName = file.FileName,
            ContentType = file.ContentType,
            Size = file.Size,
            AnalysisType = job.AnalysisType,
            OutputFormat = job.OutputFormat,
            TranslateShakespearean = job.TranslateShakespearean,
            TraceParent = Activity.Current?.Id ?? job.TraceParent,
        };
}
