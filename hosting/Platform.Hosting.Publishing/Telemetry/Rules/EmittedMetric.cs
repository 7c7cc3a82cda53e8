using System.Text;

namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>An instrument of OpenTelemetry, and what Prometheus knows it as.</summary>
/// <param name="Name">As the instrument is called: <c>http.server.request.duration</c>.</param>
/// <param name="Unit">As in UCUM: <c>s</c>, <c>By</c>, <c>{request}</c>.</param>
public sealed record EmittedMetric(string Name, string Unit, MetricShape Shape)
{
    /// <summary>By OpenTelemetry's rules of compatibility with Prometheus, as the collector's exporter applies them.</summary>
    public string Prometheus { get; } = Translate(Name, Unit, Shape);

    public string Bucket => $"{Prometheus}_bucket";

    public string Count => $"{Prometheus}_count";

    public string Sum => $"{Prometheus}_sum";

    /// <summary>Every name that it has in Prometheus.</summary>
    public IReadOnlyList<string> Series => Shape == MetricShape.Histogram ? [Bucket, Count, Sum] : [Prometheus];

    /// <summary>A label's name: what no label may hold becomes an underscore.</summary>
    public static string Label(string attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        var label = new StringBuilder(attribute.Length);
        foreach (var letter in attribute)
        {
            label.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
        }
        return label.ToString();
    }

    private static string Translate(string name, string unit, MetricShape shape)
    {
        List<string> words = [.. Label(name).Split('_', StringSplitOptions.RemoveEmptyEntries)];
        if (UnitWord(unit) is { } word && !words.Contains(word))
        {
            words.Add(word);
        }
        // Once, and at the end.
        if (shape == MetricShape.Counter)
        {
            words.RemoveAll(part => part == "total");
            words.Add("total");
        }
        if (unit == "1" && shape == MetricShape.Gauge)
        {
            words.RemoveAll(part => part == "ratio");
            words.Add("ratio");
        }
        return string.Join('_', words);
    }

    // In braces stands what is counted, which is no unit.
    private static string? UnitWord(string unit) =>
        unit switch
        {
            "s" => "seconds",
            "ms" => "milliseconds",
            "us" => "microseconds",
            "ns" => "nanoseconds",
            "min" => "minutes",
            "h" => "hours",
            "d" => "days",
            "By" => "bytes",
            "KiBy" => "kibibytes",
            "MiBy" => "mebibytes",
            "%" => "percent",
            _ => null,
        };
}
