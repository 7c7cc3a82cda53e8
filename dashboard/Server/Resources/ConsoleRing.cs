namespace Platform.Dashboard.Resources;

/// <summary>A line with its place among those of all resources.</summary>
internal readonly record struct ConsoleEntry(long Sequence, string ResourceId, ConsoleLine Line);

/// <summary>The newest lines of one resource, oldest first.</summary>
internal sealed class ConsoleRing(int capacity)
{
    private readonly List<ConsoleEntry> entries = [];
    private int start;

    public int Count => entries.Count;

    public ConsoleEntry this[int index] => entries[(start + index) % entries.Count];

    public void Append(ConsoleEntry entry)
    {
        if (entries.Count < capacity)
        {
            entries.Add(entry);
            return;
        }
        entries[start] = entry;
        start = (start + 1) % capacity;
    }

    /// <summary>The index of the first line whose key is greater; <see cref="Count"/> where there is none.</summary>
    public int After(long key, Func<ConsoleEntry, long> keyOf)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = keyOf(this[middle]) > key ? (low, middle) : (middle + 1, high);
        }
        return low;
    }
}
