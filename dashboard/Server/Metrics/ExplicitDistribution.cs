namespace Platform.Dashboard.Metrics;

/// <summary>Buckets with bounds that the sender chose: (-∞, b0], (b0, b1] … (bn, ∞).</summary>
internal sealed class ExplicitDistribution(long count, double sum, double[] bounds, long[] counts) : Distribution(count, sum)
{
    // Bounds are the instrument's: shared by its points as soon as they are equal.
    public override int Bytes => 80 + (8 * counts.Length);

    public double[] Bounds => bounds;

    public IReadOnlyList<long> Counts => counts;

    public ExplicitDistribution Sharing(ExplicitDistribution other) =>
        !ReferenceEquals(bounds, other.Bounds) && HasBoundsOf(other) ? new(Count, Sum, other.Bounds, counts) : this;

    public override Distribution? Plus(Distribution other)
    {
        if (other is not ExplicitDistribution with || !HasBoundsOf(with))
        {
            return null;
        }
        return new ExplicitDistribution(Count + with.Count, Sum + with.Sum, bounds, [.. counts.Zip(with.Counts, (a, b) => a + b)]);
    }

    public override Distribution? Minus(Distribution earlier)
    {
        if (earlier is not ExplicitDistribution before || !HasBoundsOf(before) || Count < before.Count)
        {
            return null;
        }
        var left = new long[counts.Length];
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = counts[i] - before.Counts[i];
            if (left[i] < 0)
            {
                return null;
            }
        }
        return new ExplicitDistribution(Count - before.Count, Sum - before.Sum, bounds, left);
    }

    public override double Quantile(double share)
    {
        var total = counts.Sum(count => (double)count);
        if (total == 0 || bounds.Length == 0)
        {
            return Count > 0 ? Sum / Count : double.NaN;
        }
        var rank = share * total;
        var seen = 0d;
        for (var i = 0; i < bounds.Length; i++)
        {
            if (seen + counts[i] >= rank && counts[i] > 0)
            {
                // Within a bucket nobody knows: values are taken to be spread evenly.
                var low = i > 0 ? bounds[i - 1] : Math.Min(0, bounds[0]);
                return low + ((bounds[i] - low) * (rank - seen) / counts[i]);
            }
            seen += counts[i];
        }
        return bounds[^1];
    }

    private bool HasBoundsOf(ExplicitDistribution other) =>
        ReferenceEquals(bounds, other.Bounds) || bounds.AsSpan().SequenceEqual(other.Bounds);
}
