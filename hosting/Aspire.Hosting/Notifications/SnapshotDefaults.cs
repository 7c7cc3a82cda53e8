using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What every snapshot holds whoever publishes it: unfinished health reports, command states, icons.</summary>
internal static class SnapshotDefaults
{
    public static CustomResourceSnapshot Initial(IResource resource)
    {
        var initial =
            resource.Annotations.OfType<ResourceSnapshotAnnotation>().LastOrDefault()?.InitialSnapshot
            ?? new CustomResourceSnapshot { ResourceType = resource.GetType().Name, Properties = [] };
        var checks = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).Distinct();
        var icon = resource.Annotations.OfType<ResourceIconAnnotation>().LastOrDefault();
        return initial with
        {
            CreationTimeStamp = initial.CreationTimeStamp ?? DateTime.UtcNow,
            HealthReports = [.. checks.Select(key => new HealthReportSnapshot(key, null, null, null))],
            Relationships = [.. initial.Relationships, .. Relationships(resource)],
            IconName = initial.IconName ?? icon?.IconName,
            IconVariant = initial.IconVariant ?? icon?.IconVariant,
        };
    }

    public static ImmutableArray<HealthReportSnapshot> Unchecked(ImmutableArray<HealthReportSnapshot> reports) =>
        [.. reports.Select(report => new HealthReportSnapshot(report.Name, null, null, null))];

    public static CustomResourceSnapshot Complete(IResource resource, CustomResourceSnapshot snapshot, IServiceProvider services) =>
        snapshot with
        {
            IsHidden = snapshot.IsHidden || IsHidden(resource, snapshot),
            Commands =
            [
                .. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => Command(command, snapshot, services)),
            ],
        };

    private static bool IsHidden(IResource resource, CustomResourceSnapshot snapshot) =>
        resource.Annotations.OfType<HiddenAnnotation>().LastOrDefault() is { } hidden
        && (hidden.Behavior is HiddenBehavior.Always || (snapshot.ExitCode is { } code && hidden.SuccessfulExitCodes.Contains(code)));

    private static ResourceCommandSnapshot Command(
        ResourceCommandAnnotation command,
        CustomResourceSnapshot snapshot,
        IServiceProvider services
    ) =>
        new(
            command.Name,
            command.UpdateState(new UpdateCommandStateContext { ResourceSnapshot = snapshot, Services = services }),
            command.DisplayName,
            command.DisplayDescription,
            null,
            command.ConfirmationMessage,
            command.IconName,
            command.IconVariant,
            command.IsHighlighted
        )
        {
            Arguments = command.Arguments,
            Visibility = command.Visibility,
        };

    private static IEnumerable<RelationshipSnapshot> Relationships(IResource resource) =>
        resource
            .Annotations.OfType<ResourceRelationshipAnnotation>()
            .Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type))
            .Distinct();
}
