using System.Collections.Concurrent;

namespace Platform.Dashboard.Resources;

/// <summary>Error logs by the name of their sender since the dashboard began. A page remembers what it has shown and badges the rest.</summary>
public sealed class ErrorCounter
{
    private readonly ConcurrentDictionary<string, long> counts = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, long> All => counts;

    public long Of(string name) => counts.GetValueOrDefault(name);

    public void Add(string name, long errors) => counts.AddOrUpdate(name, errors, (_, before) => before + errors);
}
