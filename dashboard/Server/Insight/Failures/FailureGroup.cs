using Platform.Dashboard.Insight.Traffic;

namespace Platform.Dashboard.Insight.Failures;

/// <summary>Traces that failed for the same reason. It tells of the current spell: what failed, healed and fails again begins anew.</summary>
internal sealed class FailureGroup(Finding first)
{
    private const int MostTraces = 20;
    private readonly LinkedList<Finding> newest = [];

    public Finding Example { get; private set; } = first;

    /// <summary>Failures by time, over all spells.</summary>
    public TrafficSeries Series { get; } = new();

    public long Count { get; private set; }
    public long FirstSeen { get; private set; } = first.At;
    public long LastSeen { get; private set; } = first.At;

    /// <summary>Newest first.</summary>
    public IEnumerable<Finding> Traces => newest;

    public void Add(Finding finding, bool newSpell, long now)
    {
        if (newSpell)
        {
            (Count, FirstSeen, LastSeen) = (0, finding.At, finding.At);
        }
        Count++;
        FirstSeen = Math.Min(FirstSeen, finding.At);
        Series.Add(finding.At, 0, error: true, timeout: false, now);
        if (finding.At >= LastSeen)
        {
            LastSeen = finding.At;
            Example = finding;
        }
        newest.AddFirst(finding);
        if (newest.Count > MostTraces)
        {
            newest.RemoveLast();
        }
    }

    /// <summary>The trace turned out to have failed for another reason.</summary>
    public void Remove(Finding finding)
    {
        Count--;
        Series.Remove(finding.At);
        newest.Remove(finding);
        if (ReferenceEquals(Example, finding) && newest.First is { } other)
        {
            Example = other.Value;
        }
    }
}
