using Platform.Mocks.Stubs.Json;

namespace Platform.Mocks.Stubs.Responses;

/// <summary>How long to wait before answering; draws anew each time.</summary>
public sealed class Delay(Func<double> milliseconds)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public TimeSpan Next() => TimeSpan.FromMilliseconds(Math.Clamp(milliseconds(), 0, Longest.TotalMilliseconds));

    /// <summary>Reads <c>fixedDelayMilliseconds</c> or, in the settings, <c>fixedDelay</c>; none when missing.</summary>
    public static Delay? ReadFixed(FieldReader json, string name)
    {
        if (json.Int(name) is not { } fixedDelay)
            return null;
        return fixedDelay >= 0 ? new Delay(() => fixedDelay) : throw json.Refuse(name, "a delay cannot be negative");
    }

    /// <summary>Reads <c>delayDistribution</c>; none when missing.</summary>
    public static Delay? ReadDistribution(FieldReader parent)
    {
        if (parent.Object("delayDistribution") is not { } json)
            return null;
        Func<double> draw;
        switch (json.Text("type"))
        {
            case "fixed":
                var milliseconds = Required(json, "milliseconds");
                draw = () => milliseconds;
                break;
            case "uniform":
                var (lower, upper) = (Required(json, "lower"), Required(json, "upper"));
                if (upper < lower)
                    throw json.Refuse("upper", "upper has to be at least lower");
                draw = () => lower + Random.Shared.NextDouble() * (upper - lower);
                break;
            case "lognormal":
                var (median, sigma, most) = (Required(json, "median"), Required(json, "sigma"), json.Number("maxValue") ?? double.MaxValue);
                draw = () => Math.Min(most, median * Math.Exp(sigma * Gaussian()));
                break;
            default:
                throw json.Refuse("type", "supported are fixed, uniform and lognormal");
        }
        json.RefuseTheRest();
        return new Delay(draw);
    }

    private static double Required(FieldReader json, string name) =>
        json.Number(name) is { } number and >= 0 ? number : throw json.Refuse(name, "a number that is not negative is expected");

    // Box and Muller: two uniform draws make a normal one.
    private static double Gaussian() =>
        Math.Sqrt(-2 * Math.Log(1 - Random.Shared.NextDouble())) * Math.Cos(2 * Math.PI * Random.Shared.NextDouble());
}
