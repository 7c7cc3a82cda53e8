using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises.Gpu;

public enum GpuTaskStatus
{
    Queued,
    Running,
    Succeeded,
    Failed,
}

/// <summary>One task of the GPU server; <see cref="Outcome"/> is the result or <c>{ reason }</c>.</summary>
public sealed record GpuTask(string Id, JsonObject Task, GpuTaskStatus Status, JsonObject? Outcome = null)
{
    public bool IsDone => Status is GpuTaskStatus.Succeeded or GpuTaskStatus.Failed;

    public string StatusName =>
        Status switch
        {
            GpuTaskStatus.Queued => "queued",
            GpuTaskStatus.Running => "running",
            GpuTaskStatus.Succeeded => "succeeded",
            _ => "failed",
        };

    /// <summary>As polls and callbacks tell it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["task_id"] = Id,
            ["job_id"] = Task.Text("job_id"),
            ["status"] = StatusName,
        };
        if (Status is GpuTaskStatus.Succeeded)
            json["result"] = Outcome?.DeepClone();
        if (Status is GpuTaskStatus.Failed)
            json["reason"] = Outcome?.Text("reason");
        return json;
    }
}
