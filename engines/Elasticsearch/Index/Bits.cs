using System.Numerics;

namespace Platform.Engines.Elasticsearch.Index;

/// <summary>A set of documents of one segment.</summary>
internal sealed class Bits(int length)
{
    private readonly ulong[] words = new ulong[(length + 63) >> 6];

    public int Length => length;

    public long MemoryBytes => 8L * words.Length;

    public bool this[int document] => (words[document >> 6] & (1UL << document)) != 0;

    public void Add(int document) => words[document >> 6] |= 1UL << document;

    public bool Remove(int document)
    {
        var had = this[document];
        words[document >> 6] &= ~(1UL << document);
        return had;
    }

    /// <summary>The first one not before <paramref name="from"/>; <see cref="PostingsCursor.End"/> when there is none.</summary>
    public int NextSet(int from)
    {
        if (from >= length)
        {
            return PostingsCursor.End;
        }
        var at = from >> 6;
        var word = words[at] & (ulong.MaxValue << from);
        while (word == 0)
        {
            if (++at == words.Length)
            {
                return PostingsCursor.End;
            }
            word = words[at];
        }
        return (at << 6) + BitOperations.TrailingZeroCount(word);
    }

    public void AddAll(Bits other)
    {
        for (var at = 0; at < words.Length; at++)
        {
            words[at] |= other.words[at];
        }
    }

    public void AddWhere(Func<int, bool> matches)
    {
        for (var document = 0; document < length; document++)
        {
            if (matches(document))
            {
                Add(document);
            }
        }
    }

    public int Count()
    {
        var count = 0;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }
        return count;
    }

    public Bits Copy()
    {
        var copy = new Bits(length);
        words.CopyTo(copy.words, 0);
        return copy;
    }

    public static Bits All(int length)
    {
        var all = new Bits(length);
        Array.Fill(all.words, ulong.MaxValue);
        if ((length & 63) != 0)
        {
            all.words[^1] = (1UL << length) - 1;
        }
        return all;
    }
}
