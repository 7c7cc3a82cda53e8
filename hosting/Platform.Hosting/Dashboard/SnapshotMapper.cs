using System.Collections;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Platform.Dashboard.Resources;
using Platform.Hosting.Lifecycle;

namespace Platform.Hosting.Dashboard;

/// <summary>Says of a resource what may be shown: no value of its environment, nothing that is marked sensitive.</summary>
internal sealed class SnapshotMapper(ResourceNotificationService notifications)
{
    private const string ProcessIdProperty = "executable.pid";

    private static readonly string[] s_lifecycle =
    [
        KnownResourceCommands.StartCommand,
        KnownResourceCommands.StopCommand,
        KnownResourceCommands.RestartCommand,
        RestartWithDependents.CommandName,
    ];

    public ResourceSnapshot Map(ResourceEvent changed)
    {
        var (resource, snapshot) = (changed.Resource, changed.Snapshot);
        return new ResourceSnapshot(changed.ResourceId, resource.Name, TypeOf(snapshot.ResourceType))
        {
            InstanceId = changed.ResourceId == resource.Name ? null : changed.ResourceId[(resource.Name.Length + 1)..],
            Parent = resource is IResourceWithParent { Parent.Name: var parent } ? parent : null,
            State = snapshot.State?.Text,
            StateStyle = snapshot.State?.Style,
            Health = snapshot.HealthStatus?.ToString(),
            HealthReports =
            [
                .. snapshot.HealthReports.Select(report => new HealthReport(
                    report.Name,
                    report.Status?.ToString(),
                    report.Description,
                    report.ExceptionText,
                    Moment(report.LastRunAt)
                )),
            ],
            CreatedAt = Moment(snapshot.CreationTimeStamp),
            StartedAt = Moment(snapshot.StartTimeStamp),
            StoppedAt = Moment(snapshot.StopTimeStamp),
            ExitCode = snapshot.ExitCode,
            ProcessId = ProcessOf(snapshot),
            IsHidden = snapshot.IsHidden || snapshot.State?.Text == KnownResourceStates.Hidden,
            IconName = snapshot.IconName,
            Source = snapshot.Properties.FirstOrDefault(p => p.Name == CustomResourceKnownProperties.Source) is { } source
                ? Text(source.Value)
                : null,
            WaitingFor = WaitingFor(changed),
            Urls = [.. snapshot.Urls.Select(UrlOf)],
            Endpoints = [.. EndpointsOf(changed)],
            Properties = [.. snapshot.Properties.Select(PropertyOf), .. ConnectionString(resource)],
            Environment =
            [
                .. snapshot.EnvironmentVariables.Select(v => new EnvironmentVariable(v.Name, null, IsSecret: true, v.IsFromSpec)),
            ],
            Volumes = [.. VolumesOf(resource, snapshot)],
            Relationships = [.. snapshot.Relationships.Select(r => new ResourceRelationship(r.ResourceName, r.Type))],
            Commands =
            [
                .. snapshot
                    .Commands.Where(command =>
                        command.State != ResourceCommandState.Hidden && command.Visibility.HasFlag(ResourceCommandVisibility.UI)
                    )
                    .OrderBy(command => Array.IndexOf(s_lifecycle, command.Name) is >= 0 and var place ? place : s_lifecycle.Length)
                    .Select(CommandOf),
            ],
            Explorer = ExplorerOf(resource),
            Parameter = resource is ParameterResource parameter ? ParameterLink.Field(parameter) : null,
        };
    }

    /// <summary>Whether the resource, while it waits, waits for the other: its list changes with the other's state.</summary>
    public static bool Awaits(IResource waiting, IResource other) =>
        waiting.Annotations.OfType<WaitAnnotation>().Any(wait => wait.Resource == other);

    private string[] WaitingFor(ResourceEvent changed) =>
        changed.Is(KnownResourceStates.Waiting)
            ?
            [
                .. changed
                    .Resource.Annotations.OfType<WaitAnnotation>()
                    .Where(wait => !IsSatisfied(wait))
                    .Select(wait => wait.Resource.Name)
                    .Distinct(),
            ]
            : [];

    private bool IsSatisfied(WaitAnnotation wait) =>
        notifications.TryGetCurrentState(wait.Resource.Name, out var awaited)
        && wait.WaitType switch
        {
            WaitType.WaitForCompletion => awaited.Snapshot.ExitCode == wait.ExitCode,
            WaitType.WaitUntilStarted => awaited.IsRunning(),
            _ => awaited.IsHealthy(),
        };

    private static IEnumerable<ResourceEndpoint> EndpointsOf(ResourceEvent changed) =>
        from endpoint in changed.Resource.Annotations.OfType<EndpointAnnotation>()
        let allocated = endpoint.AllocatedEndpoint
        where allocated is not null
        let target = endpoint.InstancePorts is { } ports && ports.TryGetValue(changed.ResourceId, out var own) ? own : endpoint.TargetPort
        select new ResourceEndpoint(endpoint.Name, endpoint.UriScheme, allocated.Address, allocated.Port, target);

    private static ResourceUrl UrlOf(UrlSnapshot url) =>
        new(url.Name, url.Url, url.DisplayProperties.DisplayName, url.IsInternal, url.IsInactive, url.DisplayProperties.SortOrder);

    private static ResourceProperty PropertyOf(ResourcePropertySnapshot property) =>
        new(
            property.Name,
            property.DisplayName,
            property.IsSensitive ? null : Text(property.Value),
            property.IsSensitive,
            property.IsHighlighted,
            property.SortOrder ?? 0
        );

    private static IEnumerable<ResourceProperty> ConnectionString(IResource resource) =>
        resource is IResourceWithConnectionString and not ParameterResource
            ? [new(CustomResourceKnownProperties.ConnectionString, null, null, IsSecret: true, IsHighlighted: false, 0)]
            : [];

    private static IEnumerable<ResourceVolume> VolumesOf(IResource resource, CustomResourceSnapshot snapshot) =>
        snapshot.Volumes.IsEmpty
            ? resource
                .Annotations.OfType<ContainerMountAnnotation>()
                .Select(mount => new ResourceVolume(
                    mount.Source,
                    mount.Target,
                    mount.Type == ContainerMountType.Volume ? "volume" : "bind",
                    mount.IsReadOnly
                ))
            : snapshot.Volumes.Select(v => new ResourceVolume(v.Source, v.Target, v.MountType, v.IsReadOnly));

    private static ResourceCommand CommandOf(ResourceCommandSnapshot command) =>
        new(
            command.Name,
            command.DisplayName,
            command.DisplayDescription,
            command.ConfirmationMessage,
            command.IconName,
            command.IsHighlighted,
            command.State.ToString()
        )
        {
            Inputs = [.. command.Arguments.Select(InputMapper.Map)],
        };

    private static int? ProcessOf(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Running
        && snapshot.Properties.FirstOrDefault(p => p.Name == ProcessIdProperty)?.Value is int id
        // What runs within the host has no process that could be told apart from it.
        && id != Environment.ProcessId
            ? id
            : null;

    private static string TypeOf(string type) =>
        type.Length > "Resource".Length && type.EndsWith("Resource", StringComparison.Ordinal) ? type[..^"Resource".Length] : type;

    /// <summary>By the names of their types: the integrations are not referenced here, and an AppHost may leave any of them out.</summary>
    private static string? ExplorerOf(IResource resource) =>
        resource is not IResourceWithConnectionString
            ? null
            : resource.GetType().Name switch
            {
                "PostgresServerResource" or "PostgresDatabaseResource" => "postgres",
                "RedisResource" => "redis",
                "KafkaServerResource" => "kafka",
                "ElasticsearchResource" => "elasticsearch",
                "MinioContainerResource" => "s3",
                _ => null,
            };

    private static string? Text(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable many => string.Join(' ', many.Cast<object?>().Select(Text)),
            _ => value.ToString(),
        };

    private static DateTimeOffset? Moment(DateTime? utc) => utc is { } moment ? new DateTimeOffset(moment.ToUniversalTime()) : null;
}
