namespace Platform.Dashboard.Metrics;

/// <summary>OpenTelemetry's exponential histogram: buckets of equal relative width, on both sides of zero.</summary>
internal sealed class ExponentialDistribution(
    long count,
    double sum,
    int scale,
    long zeroCount,
    ExponentialBuckets positive,
    ExponentialBuckets negative
) : Distribution(count, sum)
{
    public const int LowestScale = -10;
    public const int HighestScale = 20;

    // Folding goes on below what a sender may say: its buckets then span all doubles.
    private const int ScaleFloor = -11;

    private static readonly ExponentialDistribution nothing = new(0, 0, HighestScale, 0, ExponentialBuckets.None, ExponentialBuckets.None);

    public int Scale => scale;

    public long ZeroCount => zeroCount;

    public ExponentialBuckets Positive => positive;

    public ExponentialBuckets Negative => negative;

    /// <summary>As the sender says, folded to what is kept; null where no scale can hold it.</summary>
    public static ExponentialDistribution? Of(
        long count,
        double sum,
        int scale,
        long zeroCount,
        ExponentialBuckets positive,
        ExponentialBuckets negative
    ) => new ExponentialDistribution(count, sum, scale, zeroCount, positive, negative).Combine(nothing, 1);

    public override int Bytes => 160 + (8 * (positive.Counts.Count + negative.Counts.Count));

    public override Distribution? Plus(Distribution other) => other is ExponentialDistribution with ? Combine(with, 1) : null;

    public override Distribution? Minus(Distribution earlier) =>
        earlier is ExponentialDistribution before && Count >= before.Count && zeroCount >= before.ZeroCount ? Combine(before, -1) : null;

    public override double Quantile(double share)
    {
        var below = negative.Total;
        var total = below + zeroCount + positive.Total;
        if (total == 0)
        {
            return Count > 0 ? Sum / Count : double.NaN;
        }
        var rank = share * total;
        if (rank < below || (rank == below && zeroCount == 0 && positive.Total == 0))
        {
            return -ValueAt(negative, below - rank);
        }
        return rank <= below + zeroCount && zeroCount > 0 ? 0 : ValueAt(positive, rank - below - zeroCount);
    }

    private double ValueAt(ExponentialBuckets buckets, double rank)
    {
        var seen = 0d;
        var last = 0;
        for (var i = 0; i < buckets.Counts.Count; i++)
        {
            var here = buckets.Counts[i];
            if (here == 0)
            {
                continue;
            }
            last = i;
            if (seen + here >= rank)
            {
                // Buckets grow by a factor, so within one the logarithm is taken to be spread evenly.
                return Bound(buckets.Offset + i + Math.Clamp((rank - seen) / here, 0, 1));
            }
            seen += here;
        }
        return Bound(buckets.Offset + last + 1d);
    }

    private double Bound(double index) => Math.Pow(2, index * Math.Pow(2, -scale));

    private ExponentialDistribution? Combine(ExponentialDistribution other, int sign)
    {
        var target = Math.Min(scale, other.Scale);
        var (positives, negatives) = (positive.Folded(scale - target), negative.Folded(scale - target));
        var (otherPositives, otherNegatives) = (other.Positive.Folded(other.Scale - target), other.Negative.Folded(other.Scale - target));
        var folds = Math.Max(
            ExponentialBuckets.FoldsFor(positives, otherPositives),
            ExponentialBuckets.FoldsFor(negatives, otherNegatives)
        );
        if (target - folds < ScaleFloor)
        {
            return null;
        }
        var sum = ExponentialBuckets.Combine(positives.Folded(folds), otherPositives.Folded(folds), sign);
        var negativeSum = ExponentialBuckets.Combine(negatives.Folded(folds), otherNegatives.Folded(folds), sign);
        return sum is null || negativeSum is null
            ? null
            : new ExponentialDistribution(
                Count + (sign * other.Count),
                Sum + (sign * other.Sum),
                target - folds,
                zeroCount + (sign * other.ZeroCount),
                sum,
                negativeSum
            );
    }
}
