using System.Globalization;
using Platform.Extraction;
using Platform.FileStores.Messages;
using Platform.FileStores.Stores;

namespace Worker.Jobs;

/// <summary>Reads a file from its store, extracts what can be had, and writes what was made beside it.</summary>
internal sealed class Processor(FileStoreSet stores)
{
    /// <summary>Where an attempt writes: a place of its own, so that one who lost the job overwrites nothing of the one who has it.</summary>
    public static string PrefixOf(JobRow job) => string.Create(CultureInfo.InvariantCulture, $"results/{job.Id}/{job.Token}/");

    /// <summary>The result, and why the file was refused where it was; what is thrown may pass.</summary>
    public async Task<(ProcessingResult Result, string? Refusal)> RunAsync(JobRow job, CancellationToken cancellationToken)
    {
        var task = job.ReadTask();
        var store = stores[task.StoredOn];
        var extracted = await ExtractAsync(store, task, cancellationToken);
        var artifacts = new List<ProcessingArtifact>();
        foreach (var artifact in extracted.Artifacts)
        {
            var key = PrefixOf(job) + artifact.Name;
            using var content = new MemoryStream(artifact.Content.ToArray(), writable: false);
            await store.PutAsync(key, content, artifact.ContentType, cancellationToken);
            artifacts.Add(new(artifact.Name, key, artifact.ContentType, artifact.Content.Length));
        }
        var result = new ProcessingResult
        {
            Sha256 = extracted.Sha256,
            Size = extracted.Size,
            DetectedType = extracted.DetectedType,
            ProcessedBy = "worker",
            Properties = extracted.Properties.Count > 0 ? extracted.Properties : null,
            Artifacts = artifacts,
        };
        return (result, extracted.Refusal is { } refusal ? $"{refusal.Code}: {refusal.Detail}" : null);
    }

    /// <summary>Removes what an attempt wrote that came to nothing.</summary>
    public Task ForgetAsync(JobRow job, CancellationToken cancellationToken) =>
        stores[job.ReadTask().StoredOn].DeleteAllAsync(PrefixOf(job), cancellationToken);

    private static async Task<ExtractionResult> ExtractAsync(IFileStore store, ProcessingTask task, CancellationToken cancellationToken)
    {
        var options = new Dictionary<string, string>();
        if (task.OutputFormat is { } format)
            options["output_format"] = format;
        if (task.TranslateShakespearean is { } translate)
            options["translate_shakespearean"] = translate ? "true" : "false";
        await using var file = await store.OpenAsync(task.S3Key, range: null, cancellationToken);
        return await FileExtraction.RunAsync(file.Content, new(task.FileName, task.ContentType, task.Kind, options), cancellationToken);
    }
}
