using Platform.Dashboard.Live;

namespace Platform.Dashboard.Resources;

/// <summary>Every resource's snapshot as it is now, with what became of its state and health. Empty where the dashboard runs alone.</summary>
public sealed class ResourceBoard(ChangeFeed feed, MarkerLog markers, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ResourceRecord> records = new(StringComparer.OrdinalIgnoreCase);
    private volatile IReadOnlyList<ResourceSnapshot> all = [];

    /// <summary>Raised after each change, on the changer's thread: be quick.</summary>
    public event Action<ResourceSnapshot>? Changed;

    /// <summary>Replicas each for themselves, hidden ones too, in the order in which they came.</summary>
    public IReadOnlyList<ResourceSnapshot> All => all;

    /// <summary>By id, else by name.</summary>
    public ResourceSnapshot? Find(string idOrName) =>
        all.FirstOrDefault(snapshot => snapshot.Id.Equals(idOrName, StringComparison.OrdinalIgnoreCase))
        ?? all.FirstOrDefault(snapshot => snapshot.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase));

    /// <summary>What became of the resource's state and health, oldest first; the newest two hundred changes.</summary>
    public IReadOnlyList<StateChange> History(string id)
    {
        lock (gate)
        {
            return records.TryGetValue(id, out var record) ? [.. record.Changes] : [];
        }
    }

    public void Apply(ResourceSnapshot snapshot)
    {
        ResourceSnapshot known;
        IReadOnlyList<Marker> noted;
        lock (gate)
        {
            if (!records.TryGetValue(snapshot.Id, out var record))
            {
                records[snapshot.Id] = record = new ResourceRecord();
            }
            (known, noted) = record.Take(snapshot, time.GetUtcNow());
            if (snapshot.IsDeleted)
            {
                records.Remove(snapshot.Id);
            }
            var others = all.Where(other => other.Id != snapshot.Id).ToList();
            var place = all.TakeWhile(other => other.Id != snapshot.Id).Count();
            all = snapshot.IsDeleted ? others : [.. others.Take(place), known, .. others.Skip(place)];
        }
        foreach (var marker in noted)
        {
            markers.Add(marker.At, marker.Kind, marker.Level, marker.Resource, marker.Text);
        }
        feed.Changed(known.Parameter is null ? Topic.Resources : Topic.Parameters);
        Changed?.Invoke(known);
    }
}
