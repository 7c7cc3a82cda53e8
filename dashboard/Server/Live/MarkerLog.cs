namespace Platform.Dashboard.Live;

/// <summary>Something that happened and may explain what charts show: drawn as a line in every chart over time.</summary>
/// <param name="Kind">restart, health, state, command, mock, fault or alarm.</param>
/// <param name="Level">info, success, warning or error.</param>
public sealed record Marker(long Id, DateTimeOffset At, string Kind, string Level, string? Resource, string Text);

/// <summary>The newest markers, ten thousand at most.</summary>
public sealed class MarkerLog(ChangeFeed feed)
{
    private const int Limit = 10_000;
    private readonly Queue<Marker> markers = new();
    private long last;

    public void Add(DateTimeOffset at, string kind, string level, string? resource, string text)
    {
        lock (markers)
        {
            markers.Enqueue(new Marker(++last, at, kind, level, resource, text));
            if (markers.Count > Limit)
            {
                markers.Dequeue();
            }
        }
        feed.Changed(Topic.Markers);
    }

    public IReadOnlyList<Marker> Between(DateTimeOffset from, DateTimeOffset to)
    {
        lock (markers)
        {
            return [.. markers.Where(marker => marker.At >= from && marker.At <= to)];
        }
    }
}
