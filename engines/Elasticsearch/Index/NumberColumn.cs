namespace Platform.Engines.Elasticsearch.Index;

/// <summary>The numbers of one field, by document.</summary>
public sealed class NumberColumn
{
    private readonly long[] values;
    private readonly int[]? starts;

    private NumberColumn(long[] values, int[]? starts) => (this.values, this.starts) = (values, starts);

    internal long MemoryBytes => (8L * values.Length) + (4L * (starts?.Length ?? 0));

    /// <summary>Ascending, as <see cref="Mapping.SortableNumber"/> codes them; empty for a document without.</summary>
    public ReadOnlySpan<long> Values(int document) =>
        starts is null ? values.AsSpan(document, 1) : values.AsSpan(starts[document], starts[document + 1] - starts[document]);

    /// <summary>The numbers by document where every document has exactly one; else empty.</summary>
    internal ReadOnlySpan<long> Single => starts is null ? values : default;

    /// <summary>Values that come document after document.</summary>
    internal sealed class Builder(int documentCount)
    {
        private readonly List<long> values = new(documentCount);
        private readonly int[] starts = new int[documentCount + 1];
        private int next;

        public void Add(int document, long value)
        {
            while (next <= document)
            {
                starts[next++] = values.Count;
            }
            var at = values.Count;
            while (at > starts[document] && values[at - 1] > value)
            {
                at--;
            }
            values.Insert(at, value);
        }

        public NumberColumn? Build()
        {
            while (next <= documentCount)
            {
                starts[next++] = values.Count;
            }
            if (values.Count == 0)
            {
                return null;
            }
            var single = values.Count == documentCount;
            for (var document = 0; single && document < documentCount; document++)
            {
                single = starts[document] == document;
            }
            return new([.. values], single ? null : starts);
        }
    }
}
