using System.Text.Json.Nodes;
using Platform.Dashboard.Objectives;
using Platform.Hosting;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Telemetry.Rules;

namespace Publishing.Tests.Telemetry;

/// <summary>Traffic of everything that has an objective or an alert, labelled as the services label it.</summary>
internal sealed class TrafficSeries(DeploymentModel model)
{
    private static readonly string[] s_durations = ["mean", "p50", "p95", "p99"];
    private static readonly string[] s_traffic = [.. s_durations, "errorShare", "throughput"];

    // Routes as the framework names them, not as the graph declares them.
    private static readonly Dictionary<string, string> s_emitted = new()
    {
        ["/api/v1/products/{id}"] = "/api/v1/products/{id:long}",
        ["/api/v1/cart/items/{productId}"] = "/api/v1/cart/items/{productId:long}",
        ["/api/v1/orders"] = "/api/v1/orders/",
        ["/api/v1/payments"] = "/api/v1/payments/",
        ["/api/v1/search"] = "/api/v1/search/",
    };

    /// <summary>Every limit broken.</summary>
    public IEnumerable<JsonObject> Broken() =>
        Of(subject => (Rate(subject, 0.4), 3 * Limits(subject).DefaultIfEmpty(10).Max(), Errors(subject) ? 0.5 : 0));

    /// <summary>Every limit kept, by far: so far that a rate is high enough before its window is full.</summary>
    public IEnumerable<JsonObject> Kept() => Of(subject => (Rate(subject, 20), Limits(subject).DefaultIfEmpty(10).Min() / 4, 0));

    /// <summary>Every limit broken, by a request every fifty seconds.</summary>
    public IEnumerable<JsonObject> Few() => Of(subject => (0.02, 3 * Limits(subject).DefaultIfEmpty(10).Max(), Errors(subject) ? 0.5 : 0));

    private IEnumerable<JsonObject> Of(Func<Subject, (double PerSecond, double Milliseconds, double Errors)> how) =>
        Subjects()
            .SelectMany(subject =>
            {
                var (rate, milliseconds, errors) = how(subject);
                var (metric, labels) = Labels(subject);
                return RequestSeries
                    .Requests(metric, $"{labels},http_response_status_code=\"200\"", rate * (1 - errors), milliseconds)
                    .Concat(
                        errors > 0
                            ? RequestSeries.Requests(
                                metric,
                                $"{labels},http_response_status_code=\"500\",error_type=\"500\"",
                                rate * errors,
                                milliseconds
                            )
                            : []
                    );
            });

    private (string Metric, string Labels) Labels(Subject subject)
    {
        if (subject.Caller is { } caller)
        {
            var address = model.FindExternal(subject.Resource) is null ? subject.Resource : "api.somebody.example";
            return ("http_client_request_duration_seconds", $"job=\"{caller}\",http_request_method=\"POST\",server_address=\"{address}\"");
        }
        var parts = subject.Route?.Split(' ') ?? ["GET", "/api/{**rest}"];
        var route = s_emitted.GetValueOrDefault(parts[1], parts[1]);
        return (
            "http_server_request_duration_seconds",
            $"job=\"{subject.Resource}\",http_request_method=\"{parts[0]}\",http_route=\"{route}\""
        );
    }

    private IEnumerable<Subject> Subjects() => Measured().Select(one => one.Subject).Distinct();

    private IEnumerable<double> Limits(Subject subject) =>
        Measured().Where(one => one.Subject == subject && s_durations.Contains(one.Measure)).Select(one => one.Limit);

    private bool Errors(Subject subject) => Measured().Any(one => one.Subject == subject && one.Measure == "errorShare");

    private double Rate(Subject subject, double times) =>
        times
        * Measured().Where(one => one.Subject == subject && one.Measure == "throughput").Select(one => one.Limit).DefaultIfEmpty(20).Max();

    private IEnumerable<(Subject Subject, string Measure, double Limit)> Measured() =>
        RuleFiles
            .Objectives(model)
            .Select(one => (one.Subject, one.Measure, one.Limit))
            .Concat(
                GraphObjectives
                    .AlertsOf(model.Graph)
                    .Where(one =>
                        s_traffic.Contains(one.Measure) && model.FindWorkload(one.Subject.Caller ?? one.Subject.Resource) is not null
                    )
                    .Select(one => (one.Subject, one.Measure, one.Limit))
            );
}
