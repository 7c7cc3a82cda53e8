using Platform.Dashboard.Metrics;

namespace Platform.Dashboard.Tests.Metrics;

public sealed class DistributionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(8)]
    public void Percentiles_of_an_exponential_histogram_are_as_exact_as_its_scale(int scale)
    {
        var random = new Random(scale);
        var values = Enumerable.Range(0, 5000).Select(_ => Math.Exp((random.NextDouble() * 4) - 2)).Order().ToList();
        var distribution = Of(values, scale);

        var width = Math.Pow(2, Math.Pow(2, -scale));
        foreach (var share in new[] { 0.01, 0.1, 0.5, 0.9, 0.99 })
        {
            var exact = values[(int)(share * values.Count) - 1];
            var found = distribution.Quantile(share);
            (Math.Max(found, exact) / Math.Min(found, exact)).ShouldBeLessThan(width * 1.0001);
        }
    }

    [Fact]
    public void Values_below_zero_and_zero_itself_have_their_place()
    {
        var distribution = new ExponentialDistribution(4, 0, 0, 2, new ExponentialBuckets(0, [1]), new ExponentialBuckets(0, [1]));

        distribution.Quantile(0.1).ShouldBeInRange(-2, -1);
        distribution.Quantile(0.5).ShouldBe(0);
        distribution.Quantile(0.99).ShouldBeInRange(1, 2);
    }

    [Fact]
    public void Sums_and_differences_of_different_scales_keep_every_count()
    {
        var random = new Random(9);
        var some = Enumerable.Range(0, 500).Select(_ => random.NextDouble() * 100).ToList();
        var more = Enumerable.Range(0, 700).Select(_ => random.NextDouble() * 1e6).ToList();
        var first = Of(some, 6);

        var both = (ExponentialDistribution)first.Plus(Of(more, 2))!;

        both.Scale.ShouldBe(2);
        both.Positive.Total.ShouldBe(1200);
        var rest = (ExponentialDistribution)both.Minus(first)!;
        rest.Positive.Total.ShouldBe(700);
        rest.Quantile(0.5).ShouldBe(Of(more, 2).Quantile(0.5), 1e-6);
    }

    [Fact]
    public void A_difference_that_cannot_be_is_none() => Of([1, 2], 3).Minus(Of([1, 2, 3], 3)).ShouldBeNull();

    [Fact]
    public void Buckets_of_bounds_are_read_evenly() => new ExplicitDistribution(10, 0, [10, 20], [5, 5, 0]).Quantile(0.75).ShouldBe(15);

    [Fact]
    public void Beyond_the_last_bound_nobody_knows_more_than_the_bound() =>
        new ExplicitDistribution(10, 0, [10, 20], [0, 0, 10]).Quantile(0.5).ShouldBe(20);

    private static ExponentialDistribution Of(IReadOnlyCollection<double> values, int scale)
    {
        var indexes = values.Select(value => (int)Math.Ceiling(Math.Log2(value) * Math.Pow(2, scale)) - 1).ToList();
        var first = indexes.Min();
        var counts = new long[indexes.Max() - first + 1];
        indexes.ForEach(index => counts[index - first]++);
        return ExponentialDistribution.Of(
            values.Count,
            values.Sum(),
            scale,
            0,
            new ExponentialBuckets(first, counts),
            ExponentialBuckets.None
        )!;
    }
}
