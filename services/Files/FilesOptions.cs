using Files.Policies;
using Platform.FileStores.Stores;

namespace Files;

/// <summary>Bound from <c>Uploads</c>.</summary>
public sealed class UploadOptions
{
    /// <summary>Bytes of one file.</summary>
    public long MaxFileBytes { get; set; } = 2L << 30;

    /// <summary>Bytes of one request, form and all.</summary>
    public long MaxRequestBytes { get; set; } = 4L << 30;

    /// <summary>Files of one request.</summary>
    public int MaxFiles { get; set; } = 20;

    /// <summary>Files that are being stored at the same time: each takes a part (8 MiB) of memory. Others wait.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>How long one request may take. What it has sent is removed some minutes later at the latest, even if this service dies meanwhile.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Types that are taken, <c>text/*</c> for a family; none configured: documents, images, sound, text.</summary>
    public IList<string> AllowedTypes { get; } = [];
}

/// <summary>Bound from <c>Storage</c>; buckets are read where the stores are made.</summary>
public sealed class StorageOptions
{
    /// <summary>The first that fits and is connected decides; none configured: files from 1 GiB on go to <c>oci</c>.</summary>
    public IList<StorageRule> Rules { get; } = [];

    /// <summary>Where everything else goes.</summary>
    public string Default { get; set; } = StorageTargets.Aws;

    /// <summary>How long a download's URL is good for.</summary>
    public TimeSpan UrlLifetime { get; set; } = TimeSpan.FromMinutes(15);
}

/// <summary>Bound from <c>Processing</c>.</summary>
public sealed class ProcessingOptions
{
    /// <summary>The first that fits and is connected decides; none configured: inference goes to the GPU, files from 256 MiB on to the queue.</summary>
    public IList<ProcessingRule> Rules { get; } = [];

    public string Default { get; set; } = ProcessingTargets.Worker;

    /// <summary>The queue's URL; may name a service: <c>http://on-premises/000000000000/worker-tasks</c>. None: no queue.</summary>
    public string? QueueUrl { get; set; }

    /// <summary>Where functions are invoked, e.g. <c>http://on-premises</c>. None: no function.</summary>
    public string? FunctionEndpoint { get; set; }

    public string FunctionName { get; set; } = "process-file";

    /// <summary>The GPU's API, e.g. <c>http://on-premises</c>. None: no GPU.</summary>
    public string? GpuEndpoint { get; set; }

    /// <summary>This service's own address as the function and the GPU see it. None: the function is waited for, and the GPU only polled.</summary>
    public string? CallbackUrl { get; set; }

    /// <summary>Pause before the GPU is first asked how far it is; doubles up to 30 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a function may keep us waiting for its callback before it is invoked again, and how long one that is waited for may take.</summary>
    public TimeSpan FunctionTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the GPU may take for a task.</summary>
    public TimeSpan GpuTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>First pause before a target that did not answer is tried again; doubles up to 32 times.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Attempts to hand a job over before it fails.</summary>
    public int MaxAttempts { get; set; } = 8;

    internal TimeSpan RetryAfter(int attempts) => RetryDelay * Math.Pow(2, Math.Min(attempts, 5));
}
