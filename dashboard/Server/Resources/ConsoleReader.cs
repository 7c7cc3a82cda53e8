namespace Platform.Dashboard.Resources;

/// <summary>Cuts a page out of rings that are interleaved by a key.</summary>
internal static class ConsoleReader
{
    public static ConsolePage Read(IReadOnlyList<ConsoleRing> rings, Func<ConsoleEntry, long> keyOf, ConsoleQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, ConsoleQuery.MostLines);
        var filled = rings.Where(ring => ring.Count > 0).ToList();
        var newest = filled.Select(ring => keyOf(ring[ring.Count - 1])).DefaultIfEmpty().Max();
        long? oldest = filled.Count == 0 ? null : filled.Min(ring => keyOf(ring[0]));
        if (query.After is { } after)
        {
            var kept = filled.Sum(ring => (long)ring.Count - ring.After(after, keyOf));
            var dropped = Math.Max(0, newest - after - kept);
            var (items, examined, last) = Forward(filled, keyOf, query, after, limit);
            return new ConsolePage(items, examined == kept ? Math.Max(newest, after) : last, kept - examined, dropped, oldest);
        }
        var before = query.Before ?? long.MaxValue;
        var page = Backward(filled, keyOf, query, before, limit);
        return new ConsolePage(
            page,
            query.Before is null ? newest
                : page.Count > 0 ? page[^1].Id
                : 0,
            0,
            0,
            oldest
        );
    }

    private static (IReadOnlyList<ConsoleItem> Items, long Examined, long Last) Forward(
        IReadOnlyList<ConsoleRing> rings,
        Func<ConsoleEntry, long> keyOf,
        ConsoleQuery query,
        long after,
        int limit
    )
    {
        var items = new List<ConsoleItem>();
        var (examined, last) = (0L, after);
        var queue = new PriorityQueue<(ConsoleRing Ring, int Index), long>();
        foreach (var ring in rings)
        {
            Enqueue(ring, ring.After(after, keyOf));
        }
        while (items.Count < limit && queue.TryDequeue(out var next, out last))
        {
            examined++;
            var entry = next.Ring[next.Index];
            if (query.Matches(entry.Line.Text))
            {
                items.Add(Item(entry, last));
            }
            Enqueue(next.Ring, next.Index + 1);
        }
        return (items, examined, last);

        void Enqueue(ConsoleRing ring, int index)
        {
            if (index < ring.Count)
            {
                queue.Enqueue((ring, index), keyOf(ring[index]));
            }
        }
    }

    private static List<ConsoleItem> Backward(
        IReadOnlyList<ConsoleRing> rings,
        Func<ConsoleEntry, long> keyOf,
        ConsoleQuery query,
        long before,
        int limit
    )
    {
        var items = new List<ConsoleItem>();
        var queue = new PriorityQueue<(ConsoleRing Ring, int Index), long>();
        foreach (var ring in rings)
        {
            Enqueue(ring, ring.After(before - 1, keyOf) - 1);
        }
        while (items.Count < limit && queue.TryDequeue(out var next, out var key))
        {
            var entry = next.Ring[next.Index];
            if (query.Matches(entry.Line.Text))
            {
                items.Add(Item(entry, -key));
            }
            Enqueue(next.Ring, next.Index - 1);
        }
        items.Reverse();
        return items;

        void Enqueue(ConsoleRing ring, int index)
        {
            if (index >= 0)
            {
                queue.Enqueue((ring, index), -keyOf(ring[index]));
            }
        }
    }

    private static ConsoleItem Item(ConsoleEntry entry, long key) =>
        new(key, entry.ResourceId, entry.Line.Line, entry.Line.At, entry.Line.Text, entry.Line.IsError);
}
