using System.Numerics;
using System.Runtime.CompilerServices;

namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>Scores of neighbouring documents, summed up clause by clause.</summary>
internal sealed class ScoreWindow(bool best, bool counts)
{
    public const int Size = 2048;

    private readonly double[] sums = new double[Size];
    private readonly float[] highest = best ? new float[Size] : [];
    private readonly byte[] matched = counts ? new byte[Size] : [];
    private readonly ulong[] seen = new ulong[Size / 64];

    public int Start { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int document, float score)
    {
        var slot = document - Start;
        seen[slot >> 6] |= 1UL << slot;
        sums[slot] += score;
        if (highest.Length > 0 || matched.Length > 0)
        {
            AddMore(slot, score);
        }
    }

    /// <summary>The next document from <paramref name="from"/> on; -1 when there is none.</summary>
    public int Next(int from)
    {
        var slot = from - Start;
        if (slot >= Size)
        {
            return -1;
        }
        var at = slot >> 6;
        var word = seen[at] & (ulong.MaxValue << slot);
        while (word == 0)
        {
            if (++at == seen.Length)
            {
                return -1;
            }
            word = seen[at];
        }
        return Start + (at << 6) + BitOperations.TrailingZeroCount(word);
    }

    public double Sum(int document) => sums[document - Start];

    public float Highest(int document) => highest[document - Start];

    public int Matched(int document) => matched.Length > 0 ? matched[document - Start] : 1;

    public void Clear()
    {
        for (var at = 0; at < seen.Length; at++)
        {
            for (var word = seen[at]; word != 0; word &= word - 1)
            {
                var slot = (at << 6) + BitOperations.TrailingZeroCount(word);
                sums[slot] = 0;
                if (highest.Length > 0)
                {
                    highest[slot] = 0;
                }
                if (matched.Length > 0)
                {
                    matched[slot] = 0;
                }
            }
            seen[at] = 0;
        }
    }

    private void AddMore(int slot, float score)
    {
        if (highest.Length > 0)
        {
            highest[slot] = Math.Max(highest[slot], score);
        }
        if (matched.Length > 0 && matched[slot] < byte.MaxValue)
        {
            matched[slot]++;
        }
    }
}
