namespace Platform.Dashboard.Resources;

/// <summary>One resource's samples: CPU is what the processes that two samples share have used between them.</summary>
internal sealed class UsageSeries(int limit)
{
    private readonly Queue<ResourceUsage> samples = new();
    private IReadOnlyDictionary<int, TimeSpan>? usedBefore;
    private DateTimeOffset before;

    public ResourceUsage? Newest { get; private set; }

    public IReadOnlyList<ResourceUsage> All
    {
        get
        {
            lock (samples)
            {
                return [.. samples];
            }
        }
    }

    /// <param name="processes">The resource's processes: none where it has just ended.</param>
    public void Add(IReadOnlyList<ProcessSample> processes, DateTimeOffset now)
    {
        var used = processes.ToDictionary(process => process.Id, process => process.Cpu);
        if (usedBefore is { } former && now > before && processes.Count > 0)
        {
            var spent = used.Sum(pair => (pair.Value - former.GetValueOrDefault(pair.Key, pair.Value)).TotalSeconds);
            // Every process of a server like PostgreSQL maps the same shared memory: it counts once.
            var memory = processes.Sum(process => process.PrivateMemory) + processes.Max(process => process.SharedMemory);
            Newest = new ResourceUsage(Math.Max(0, spent / (now - before).TotalSeconds), memory, processes.Count, now);
            lock (samples)
            {
                samples.Enqueue(Newest);
                if (samples.Count > limit)
                {
                    samples.Dequeue();
                }
            }
        }
        (usedBefore, before) = (used, now);
    }
}
