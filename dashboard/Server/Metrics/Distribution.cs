namespace Platform.Dashboard.Metrics;

/// <summary>How measured values were spread. Immutable, so that points, sums and differences can share them.</summary>
internal abstract class Distribution(long count, double sum)
{
    public long Count { get; } = count;

    public double Sum { get; } = sum;

    public abstract int Bytes { get; }

    /// <summary>Both together; null where the two have no buckets in common.</summary>
    public abstract Distribution? Plus(Distribution other);

    /// <summary>What has come since; null where that cannot be: the sender began anew between.</summary>
    public abstract Distribution? Minus(Distribution earlier);

    /// <summary>The value that a share <paramref name="share"/> (0 to 1) of all does not exceed; NaN where there is none.</summary>
    public abstract double Quantile(double share);
}
