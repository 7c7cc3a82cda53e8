using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Platform.Dashboard.Objectives;

namespace Platform.Hosting;

/// <summary>What the graph declares, as the dashboard takes it.</summary>
public static class GraphObjectives
{
    public static IReadOnlyList<ObjectiveDefinition> ObjectivesOf(DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return
        [
            .. model.Resources.SelectMany(resource =>
                resource
                    .Annotations.OfType<ObjectiveAnnotation>()
                    .Select(declared =>
                    {
                        var subject = SubjectOf(resource, declared.Route, declared.Callee);
                        var name =
                            $"{declared.Name ?? Describe(subject)}: {Words(declared.Measure)} {Bound(declared.Measure, declared.Limit)}";
                        return new ObjectiveDefinition(name, subject, Word(declared.Measure), declared.Limit)
                        {
                            MinimumSamples = declared.MinimumSamples,
                            Target = declared.Target,
                            Warning = declared.Warning,
                        };
                    })
            ),
        ];
    }

    public static IReadOnlyList<AlertDefinition> AlertsOf(DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return
        [
            .. model.Resources.SelectMany(resource =>
                resource
                    .Annotations.OfType<AlertAnnotation>()
                    .Select(declared =>
                    {
                        var subject = SubjectOf(resource, declared.Route, declared.Callee);
                        return new AlertDefinition(
                            declared.Name ?? NameOf(declared, subject),
                            subject,
                            Word(declared.Measure),
                            declared.Limit,
                            declared.For
                        )
                        {
                            MinimumSamples = declared.MinimumSamples,
                            Severity = declared.IsWarning ? "warning" : "critical",
                        };
                    })
            ),
        ];
    }

    private static Subject SubjectOf(IResource resource, string? route, string? callee) =>
        callee is null ? new Subject(resource.Name, route) : new Subject(callee, null, resource.Name);

    private static string Describe(Subject subject) =>
        subject switch
        {
            { Caller: { } caller } => $"{caller} → {subject.Resource}",
            { Route: { } route } => $"{subject.Resource} {route}",
            _ => subject.Resource,
        };

    private static string NameOf(AlertAnnotation alert, Subject subject) =>
        alert.Measure == Measure.InstanceDown
            ? $"{subject.Resource} is down"
            : $"{Describe(subject)}: {Words(alert.Measure)} {Limit(alert.Measure, alert.Limit, beyond: true)}";

    private static string Bound(Measure measure, double limit) => Limit(measure, limit, beyond: false);

    private static string Limit(Measure measure, double limit, bool beyond)
    {
        var sign = (measure == Measure.Throughput) == beyond ? "<" : ">";
        return measure switch
        {
            Measure.ErrorShare or Measure.DiskShare or Measure.MemoryShare => string.Create(
                CultureInfo.InvariantCulture,
                $"{sign} {Math.Round(limit * 100, 6)} %"
            ),
            Measure.Throughput => string.Create(CultureInfo.InvariantCulture, $"{sign} {limit}/s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{sign} {limit} ms"),
        };
    }

    private static string Words(Measure measure) =>
        measure switch
        {
            Measure.ErrorShare => "errors",
            Measure.DiskShare => "disk",
            Measure.MemoryShare => "memory",
            _ => Word(measure),
        };

    private static string Word(Measure measure) =>
        measure switch
        {
            Measure.ErrorShare => "errorShare",
            Measure.InstanceDown => "instanceDown",
            Measure.DiskShare => "diskShare",
            Measure.MemoryShare => "memoryShare",
            _ => measure.ToString().ToLowerInvariant(),
        };
}
