namespace Platform.Dashboard.Resources;

/// <summary>Puts together what table, graph and details show of a resource.</summary>
internal static class ResourceRows
{
    public static ResourceRow Row(
        ResourceSnapshot resource,
        IReadOnlyList<ResourceSnapshot> all,
        UsageSampler usages,
        ErrorCounter errors
    ) =>
        new(
            resource with
            {
                Environment = [],
                Properties = [],
                Volumes = [],
            },
            Replicas(resource, all).Count,
            References(resource),
            ReferencedBy(resource, all),
            usages.Current(resource.Id),
            errors.Of(resource.Name)
        );

    public static ResourceDetails Details(
        ResourceSnapshot resource,
        ResourceBoard board,
        IReadOnlyList<ResourceSnapshot> all,
        UsageSampler usages,
        ErrorCounter errors
    ) =>
        new(
            resource,
            Replicas(resource, all),
            References(resource),
            ReferencedBy(resource, all),
            board.History(resource.Id),
            usages.Recent(resource.Id),
            errors.Of(resource.Name)
        );

    private static List<ResourceSnapshot> Replicas(ResourceSnapshot resource, IReadOnlyList<ResourceSnapshot> all) =>
        [.. all.Where(other => Same(other.Name, resource.Name))];

    private static List<ResourceRelationship> References(ResourceSnapshot resource) =>
        [.. resource.Relationships.Concat(Parent(resource)).Distinct()];

    private static List<ResourceRelationship> ReferencedBy(ResourceSnapshot resource, IReadOnlyList<ResourceSnapshot> all) =>
        [
            .. all.SelectMany(other =>
                    References(other)
                        .Where(reference => Same(reference.ResourceName, resource.Name))
                        .Select(reference => new ResourceRelationship(other.Name, reference.Type))
                )
                .Distinct(),
        ];

    private static IEnumerable<ResourceRelationship> Parent(ResourceSnapshot resource) =>
        resource.Parent is { } parent ? [new ResourceRelationship(parent, "Parent")] : [];

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
