using System.Text.Json;
using Platform.FileStores.Messages;

namespace Worker.Jobs;

/// <summary>A row of the table jobs.</summary>
internal sealed record JobRow
{
    public Guid Id { get; init; }
    public string Task { get; init; } = "";
    public string Source { get; init; } = "";
    public string Status { get; init; } = "";
    public int Attempts { get; init; }
    public long Token { get; init; }
    public string? Worker { get; init; }
    public DateTime? LeaseUntil { get; init; }
    public DateTime? DueAt { get; init; }
    public string? Reason { get; init; }
    public string? Outcome { get; init; }
    public string? TraceParent { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }

    public ProcessingTask ReadTask() =>
        JsonSerializer.Deserialize(Task, MessagesJson.Default.ProcessingTask) ?? throw new JsonException($"Job {Id} has no task.");
}

/// <summary>The states of a job in this database.</summary>
internal static class WorkState
{
    public const string Waiting = "WAITING";
    public const string Running = "RUNNING";
    public const string Done = "DONE";
    public const string GivenUp = "GIVEN_UP";
}
