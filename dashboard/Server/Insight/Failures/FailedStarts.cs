namespace Platform.Dashboard.Insight.Failures;

/// <summary>When the newest failing requests of a route began: its others went well.</summary>
internal sealed class FailedStarts
{
    private const int Limit = 4096;
    private readonly Dictionary<long, int> starts = [];
    private readonly Queue<long> order = new();

    public bool Contains(long start) => starts.ContainsKey(start);

    public void Add(long start)
    {
        starts[start] = starts.GetValueOrDefault(start) + 1;
        order.Enqueue(start);
        if (order.Count > Limit)
        {
            Remove(order.Dequeue());
        }
    }

    public void Remove(long start)
    {
        if (starts.TryGetValue(start, out var count) && --count > 0)
        {
            starts[start] = count;
        }
        else
        {
            starts.Remove(start);
        }
    }
}
