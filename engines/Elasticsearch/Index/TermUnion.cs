using System.Collections;

namespace Platform.Engines.Elasticsearch.Index;

/// <summary>The terms of several dictionaries in order, each with where it stands in those that have it. The list is valid until the next.</summary>
internal sealed class TermUnion(TermDictionary?[] dictionaries) : IEnumerable<List<(int Source, int Ordinal)>>
{
    public IEnumerator<List<(int Source, int Ordinal)>> GetEnumerator()
    {
        var next = new int[dictionaries.Length];
        var same = new List<(int Source, int Ordinal)>();
        while (FindLeast(next, same))
        {
            yield return same;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool FindLeast(int[] next, List<(int Source, int Ordinal)> same)
    {
        same.Clear();
        ReadOnlySpan<byte> least = default;
        for (var source = 0; source < next.Length; source++)
        {
            if (dictionaries[source] is { } dictionary && next[source] < dictionary.Count)
            {
                var term = dictionary.Utf8(next[source]);
                var compared = same.Count == 0 ? -1 : term.SequenceCompareTo(least);
                if (compared < 0)
                {
                    same.Clear();
                    least = term;
                }
                if (compared <= 0)
                {
                    same.Add((source, next[source]));
                }
            }
        }
        foreach (var (source, ordinal) in same)
        {
            next[source] = ordinal + 1;
        }
        return same.Count > 0;
    }
}
