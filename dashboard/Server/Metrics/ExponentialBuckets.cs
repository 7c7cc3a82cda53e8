namespace Platform.Dashboard.Metrics;

/// <summary>Counts of the buckets (base^i, base^(i+1)] from <see cref="Offset"/> on, where base is 2^(2^-scale).</summary>
internal sealed class ExponentialBuckets(int offset, long[] counts)
{
    /// <summary>As many as are kept: beyond, buckets are folded by halving the scale.</summary>
    public const int Most = 1024;

    public static ExponentialBuckets None { get; } = new(0, []);

    public int Offset => offset;

    public IReadOnlyList<long> Counts => counts;

    /// <summary>A double, since what a sender claims may go beyond a long.</summary>
    public double Total => counts.Sum(count => (double)count);

    /// <summary>The same counts at a scale that is less by <paramref name="by"/>: 2^by buckets become one.</summary>
    public ExponentialBuckets Folded(int by)
    {
        if (by <= 0 || counts.Length == 0)
        {
            return this;
        }
        var first = offset >> by;
        var last = (int)((offset + (long)counts.Length - 1) >> by);
        var folded = new long[last - first + 1];
        for (var i = 0; i < counts.Length; i++)
        {
            folded[(int)((offset + (long)i) >> by) - first] += counts[i];
        }
        return new ExponentialBuckets(first, folded);
    }

    /// <summary>How far both must be folded to lie within <see cref="Most"/> buckets.</summary>
    public static int FoldsFor(ExponentialBuckets one, ExponentialBuckets other)
    {
        var folds = 0;
        var (first, last) = Range(one, other);
        while ((last >> folds) - (first >> folds) >= Most)
        {
            folds++;
        }
        return folds;
    }

    /// <summary>Bucket by bucket; null where one would be less than nothing. The range must fit: see <see cref="FoldsFor"/>.</summary>
    public static ExponentialBuckets? Combine(ExponentialBuckets one, ExponentialBuckets other, int sign)
    {
        if (other.Counts.Count == 0)
        {
            return one;
        }
        var (first, last) = Range(one, other);
        var counts = new long[(int)(last - first + 1)];
        for (var i = 0; i < one.Counts.Count; i++)
        {
            counts[i + (int)(one.Offset - first)] = one.Counts[i];
        }
        for (var i = 0; i < other.Counts.Count; i++)
        {
            counts[i + (int)(other.Offset - first)] += sign * other.Counts[i];
        }
        return counts.Any(count => count < 0) ? null : new ExponentialBuckets((int)first, counts);
    }

    private static (long First, long Last) Range(ExponentialBuckets one, ExponentialBuckets other)
    {
        if (one.Counts.Count == 0 || other.Counts.Count == 0)
        {
            var only = one.Counts.Count == 0 ? other : one;
            return (only.Offset, only.Offset + (long)only.Counts.Count - 1);
        }
        return (
            Math.Min(one.Offset, other.Offset),
            Math.Max(one.Offset + (long)one.Counts.Count, other.Offset + (long)other.Counts.Count) - 1
        );
    }
}
