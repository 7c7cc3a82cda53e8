namespace Platform.FileStores.Messages;

/// <summary>The states of a job, as the API tells them.</summary>
public static class JobStatus
{
    /// <summary>Written down; nobody has it yet.</summary>
    public const string Queued = "QUEUED";

    /// <summary>Handed to a queue, a function or the GPU.</summary>
    public const string Submitted = "SUBMITTED";

    public const string Processing = "PROCESSING";

    public const string Succeeded = "SUCCEEDED";

    public const string Failed = "FAILED";

    public static bool IsFinal(string status) => status is Succeeded or Failed;
}
