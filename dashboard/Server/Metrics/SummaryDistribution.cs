namespace Platform.Dashboard.Metrics;

/// <summary>Quantiles as the sender has computed them: they can be shown, never added.</summary>
internal sealed class SummaryDistribution(long count, double sum, KeyValuePair<double, double>[] quantiles) : Distribution(count, sum)
{
    public IReadOnlyList<KeyValuePair<double, double>> Quantiles => quantiles;

    public override int Bytes => 64 + (16 * quantiles.Length);

    public override Distribution? Plus(Distribution other) => null;

    public override Distribution? Minus(Distribution earlier) => Count > earlier.Count ? this : null;

    public override double Quantile(double share) =>
        quantiles.Length == 0 ? double.NaN : quantiles.OrderBy(item => Math.Abs(item.Key - share)).First().Value;
}
