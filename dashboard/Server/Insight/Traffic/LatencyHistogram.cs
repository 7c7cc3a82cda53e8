using System.Numerics;

namespace Platform.Dashboard.Insight.Traffic;

/// <summary>
/// Durations counted in steps that grow with them: eight to an octave from a microsecond on, so that a percentile is good to 6 %. Most buckets
/// of time see few steps, so these are kept as pairs until there are many. Stands for HdrHistogram.
/// </summary>
internal struct LatencyHistogram
{
    public const int Steps = 256;
    private const int MostPairs = 64;

    private byte[]? steps;
    private int[]? counts;
    private int used;

    public static int StepOf(long nanoseconds)
    {
        var value = (ulong)Math.Max(nanoseconds, 0) >> 7;
        if (value < 8)
        {
            return (int)value;
        }
        var octave = BitOperations.Log2(value) - 3;
        return Math.Min((octave << 3) + (int)((value >> octave) & 7) + 8, Steps - 1);
    }

    /// <summary>Nanoseconds.</summary>
    public static long LowerBound(int step) => step < 8 ? (long)step << 7 : (long)(8 + ((step - 8) & 7)) << ((step - 8) >> 3) << 7;

    public void Add(long nanoseconds) => Add((byte)StepOf(nanoseconds), 1);

    public void Add(in LatencyHistogram other)
    {
        if (other.counts is not { } theirs)
        {
            return;
        }
        for (var i = 0; i < other.used; i++)
        {
            if (theirs[i] > 0)
            {
                Add(other.steps is { } pairs ? pairs[i] : (byte)i, theirs[i]);
            }
        }
    }

    public readonly void AddTo(Span<long> dense)
    {
        for (var i = 0; i < used; i++)
        {
            dense[steps is null ? i : steps[i]] += counts![i];
        }
    }

    private void Add(byte step, int count)
    {
        if (steps is null && counts is not null)
        {
            counts[step] += count;
            return;
        }
        var at = steps is null ? -1 : steps.AsSpan(0, used).IndexOf(step);
        if (at >= 0)
        {
            counts![at] += count;
            return;
        }
        if (used == MostPairs)
        {
            Spread();
            counts![step] += count;
            return;
        }
        if (steps is null || used == steps.Length)
        {
            Array.Resize(ref steps, Math.Max(4, used * 2));
            Array.Resize(ref counts, steps.Length);
        }
        steps[used] = step;
        counts![used++] = count;
    }

    private void Spread()
    {
        var dense = new int[Steps];
        for (var i = 0; i < used; i++)
        {
            dense[steps![i]] = counts![i];
        }
        (steps, counts, used) = (null, dense, Steps);
    }
}
