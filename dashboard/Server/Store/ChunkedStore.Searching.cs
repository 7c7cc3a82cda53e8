namespace Platform.Dashboard.Store;

public abstract partial class ChunkedStore<TRow>
{
    /// <summary>Chunks that one thread looks through before others help: most searches end within them.</summary>
    private const int Alone = 4;

    private protected void Search(QueryTests<TRow> query, long from, long to, RowVisitor<TRow> visit)
    {
        using var reading = new Reading(pool);
        var all = shelf.Chunks.Where(chunk => chunk.Count > 0 && chunk.From <= to && chunk.To >= from).ToArray();
        var matches = Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => new Matches()).ToArray();
        for (var left = all.Length; left > 0; )
        {
            var some = all.Length - left < Alone ? 1 : Math.Min(left, matches.Length);
            var newest = left - 1;
            if (some == 1)
            {
                matches[0].Find(all[newest], query, from, to);
            }
            else
            {
                Parallel.For(0, some, index => matches[index].Find(all[newest - index], query, from, to));
            }
            for (var index = 0; index < some; index++)
            {
                if (!matches[index].Visit(visit))
                {
                    return;
                }
            }
            left -= some;
        }
    }

    /// <summary>What one chunk holds of a search.</summary>
    private sealed class Matches
    {
        private readonly List<int> indexes = [];
        private Chunk<TRow>? chunk;
        private bool[]?[] found = [];

        public void Find(Chunk<TRow> chunk, QueryTests<TRow> query, long from, long to)
        {
            this.chunk = chunk;
            indexes.Clear();
            var tests = query.All;
            if (found.Length != tests.Length)
            {
                found = new bool[]?[tests.Length];
            }
            var count = chunk.Count;
            for (var test = 0; test < tests.Length; test++)
            {
                if (tests[test].Needle is { } needle)
                {
                    found[test] = chunk.Find(needle, count, found[test]);
                }
            }
            var rows = chunk.Rows(count);
            var refs = chunk.Refs(count);
            for (var index = count - 1; index >= 0; index--)
            {
                ref readonly var row = ref rows[index];
                if (row.RowFrom <= to && row.RowTo >= from && query.Match(in row, chunk, index, in refs[index], found))
                {
                    indexes.Add(index);
                }
            }
        }

        public bool Visit(RowVisitor<TRow> visit)
        {
            var rows = chunk!.Rows(chunk.Count);
            foreach (var index in indexes)
            {
                if (!visit(in rows[index]))
                {
                    return false;
                }
            }
            return true;
        }
    }
}
