using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Platform.Mocks.OnPremises.Work;

namespace Platform.Mocks.OnPremises.Gpu;

/// <summary>Runs tasks, a few at a time, and keeps the last ten thousand.</summary>
public sealed class GpuTasks(IOptions<OnPremisesOptions> options, Workload workload, Callbacks callbacks, IHostApplicationLifetime lifetime)
    : IDisposable
{
    private const int Capacity = 10_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, GpuTask> tasks = [];
    private readonly Dictionary<string, string> keys = [];
    private readonly Queue<(string Id, string? Key)> age = new();
    private readonly SemaphoreSlim gpus = new(options.Value.Gpus);

    /// <summary>Submits a task and returns at once; a key that was used before gives the task it was used for.</summary>
    public GpuTask Submit(JsonObject task, string? idempotencyKey)
    {
        GpuTask submitted;
        lock (gate)
        {
            if (idempotencyKey is not null && keys.TryGetValue(idempotencyKey, out var known))
                return tasks[known];
            submitted = new GpuTask($"onprem-task-{Guid.NewGuid():N}", task, GpuTaskStatus.Queued);
            tasks[submitted.Id] = submitted;
            if (idempotencyKey is not null)
                keys[idempotencyKey] = submitted.Id;
            age.Enqueue((submitted.Id, idempotencyKey));
            if (age.Count > Capacity)
                Forget(age.Dequeue());
        }
        _ = RunAsync(submitted, lifetime.ApplicationStopping);
        return submitted;
    }

    public GpuTask? Find(string id)
    {
        lock (gate)
            return tasks.GetValueOrDefault(id);
    }

    public IReadOnlyList<GpuTask> Newest(int limit)
    {
        lock (gate)
            return [.. age.Reverse().Take(limit).Select(entry => tasks[entry.Id])];
    }

    public void Dispose() => gpus.Dispose();

    private async Task RunAsync(GpuTask task, CancellationToken cancellationToken)
    {
        try
        {
            await gpus.WaitAsync(cancellationToken);
            try
            {
                Set(task with { Status = GpuTaskStatus.Running });
                task = await WorkAsync(task, cancellationToken);
                Set(task);
            }
            finally
            {
                gpus.Release();
            }
            await callbacks.TellAsync(task.Task, task.ToJson(), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The server is stopping: what it had in hand is lost with its memory, as on a real one that keeps nothing.
        }
    }

    private async Task<GpuTask> WorkAsync(GpuTask task, CancellationToken cancellationToken)
    {
        try
        {
            var result = await workload.RunAsync(task.Task, "onprem-gpu", cancellationToken);
            return task with { Status = GpuTaskStatus.Succeeded, Outcome = result };
        }
        catch (WorkFailedException failed)
        {
            return task with
            {
                Status = GpuTaskStatus.Failed,
                Outcome = new JsonObject { ["reason"] = failed.Message },
            };
        }
    }

    private void Set(GpuTask task)
    {
        lock (gate)
        {
            if (tasks.ContainsKey(task.Id))
                tasks[task.Id] = task;
        }
    }

    private void Forget((string Id, string? Key) oldest)
    {
        tasks.Remove(oldest.Id);
        if (oldest.Key is not null)
            keys.Remove(oldest.Key);
    }
}
