using System.Text.RegularExpressions;
using Platform.Dashboard.Objectives;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>What is measured, in Prometheus' words: a resource, one of its routes, or what it asks of another.</summary>
internal sealed partial class Traffic
{
    private readonly EmittedMetric metric;
    private readonly string[] matchers;

    private Traffic(EmittedMetric metric, Dictionary<string, string> labels, params string[] matchers)
    {
        this.metric = metric;
        this.matchers = matchers;
        Labels = labels;
    }

    /// <summary>Who and what, for whoever is told.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <param name="model">Knows what other systems there are: of one outside, the address is not known before it is deployed.</param>
    public static Traffic Of(Subject subject, DeploymentModel model)
    {
        if (subject.Caller is { } caller)
        {
            return new(
                ServiceMetrics.ClientDuration,
                new() { ["resource"] = caller, ["callee"] = subject.Resource },
                PromQl.Matcher("job", caller),
                Callee(subject.Resource, model)
            );
        }
        if (subject.Route is not { } route)
        {
            return new(ServiceMetrics.ServerDuration, new() { ["resource"] = subject.Resource }, PromQl.Matcher("job", subject.Resource));
        }
        var parts = route.Split(' ', 2);
        return new(
            ServiceMetrics.ServerDuration,
            new() { ["resource"] = subject.Resource, ["route"] = route },
            PromQl.Matcher("job", subject.Resource),
            PromQl.Matcher(EmittedMetric.Label("http.request.method"), parts[0]),
            PromQl.Pattern(EmittedMetric.Label("http.route"), RoutePattern(parts[1]))
        );
    }

    /// <summary>Requests a second, over all or those that failed.</summary>
    public string Rate(string window) => $"sum(rate({Select(metric.Count)}[{window}]))";

    public string FailedRate(string window) => $"(sum(rate({Select(metric.Count, Failed)}[{window}])) or vector(0))";

    public string Samples(string window) => $"sum(increase({Select(metric.Count)}[{window}]))";

    public string ErrorShare(string window) => $"{FailedRate(window)} / {Rate(window)}";

    /// <summary>In milliseconds.</summary>
    public string Mean(string window) => $"1000 * sum(rate({Select(metric.Sum)}[{window}])) / {Rate(window)}";

    /// <summary>In milliseconds.</summary>
    public string Quantile(double quantile, string window) =>
        $"1000 * histogram_quantile({PromQl.Number(quantile)}, sum by (le) (rate({Select(metric.Bucket)}[{window}])))";

    /// <exception cref="FormatException">No measure of traffic.</exception>
    public string Measure(string measure, string window) =>
        measure switch
        {
            "mean" => Mean(window),
            "p50" => Quantile(0.5, window),
            "p95" => Quantile(0.95, window),
            "p99" => Quantile(0.99, window),
            "errorShare" => ErrorShare(window),
            "throughput" => Rate(window),
            _ => throw new FormatException($"'{measure}' is no measure of traffic: mean, p50, p95, p99, errorShare, throughput are."),
        };

    // What a server has failed at has a status; what a caller got no answer to has an error and none.
    private string Failed =>
        metric == ServiceMetrics.ServerDuration
            ? PromQl.Pattern(EmittedMetric.Label("http.response.status_code"), "5..")
            : $"{EmittedMetric.Label("error.type")}!=\"\",{PromQl.Pattern(EmittedMetric.Label("http.response.status_code"), "|5..")}";

    private string Select(string series, params string[] more) => $"{series}{{{string.Join(',', [.. matchers, .. more])}}}";

    private static string Callee(string callee, DeploymentModel model)
    {
        var address = EmittedMetric.Label("server.address");
        if (model.FindExternal(callee) is null)
        {
            return PromQl.Matcher(address, callee);
        }
        var ours = model.Workloads.Select(workload => PromQl.Literal(workload.Name)).Order(StringComparer.Ordinal);
        return $"{address}!~{PromQl.Quote(string.Join('|', ours))}";
    }

    // Declared as people write them, emitted as the framework has them: "/orders/{id}" is "/orders/{id:guid}/".
    private static string RoutePattern(string path)
    {
        var pattern = string.Concat(
            Parameter()
                .Split(path.TrimEnd('/'))
                .Select((part, at) => at % 2 == 0 ? PromQl.Literal(part) : $"[{{]{PromQl.Literal(part)}[^}}]*[}}]")
        );
        return $"{pattern}/?";
    }

    [GeneratedRegex(@"\{([^}:=?]*)[^}]*\}")]
    private static partial Regex Parameter();
}
