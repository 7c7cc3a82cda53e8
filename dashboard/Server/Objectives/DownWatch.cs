using Platform.Dashboard.Resources;

namespace Platform.Dashboard.Objectives;

/// <summary>Knows which replicas ran and do not any more, though nobody stopped them.</summary>
internal sealed class DownWatch
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Watched> replicas = new(StringComparer.OrdinalIgnoreCase);

    public void Take(ResourceSnapshot snapshot)
    {
        lock (gate)
        {
            if (snapshot.IsDeleted)
            {
                replicas.Remove(snapshot.Id);
                return;
            }
            var watched = replicas.GetValueOrDefault(snapshot.Id) ?? new Watched(snapshot.Name);
            replicas[snapshot.Id] = snapshot.State switch
            {
                "Running" => watched with { HasRun = true, WasStopped = false, IsDown = false },
                "Stopping" => watched with { WasStopped = true },
                "Exited" or "Finished" or "FailedToStart" or "RuntimeUnhealthy" => watched with
                {
                    IsDown = watched.HasRun && !watched.WasStopped,
                },
                // Until it runs again it stays down: a restart that goes on for ever is no recovery.
                _ => watched,
            };
        }
    }

    /// <summary>The replicas of the resource that are down; of all resources where the name is empty.</summary>
    public IReadOnlyList<string> Down(string resource)
    {
        lock (gate)
        {
            return
            [
                .. replicas
                    .Where(item =>
                        item.Value.IsDown && (resource.Length == 0 || item.Value.Name.Equals(resource, StringComparison.OrdinalIgnoreCase))
                    )
                    .Select(item => item.Key),
            ];
        }
    }

    private sealed record Watched(string Name)
    {
        public bool HasRun { get; init; }
        public bool WasStopped { get; init; }
        public bool IsDown { get; init; }
    }
}
