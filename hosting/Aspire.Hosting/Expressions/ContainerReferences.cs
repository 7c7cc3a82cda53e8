namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image of a resource.</summary>
public class ContainerImageReference(IResource resource) : IManifestExpressionProvider, IValueWithReferences, IValueProvider
{
    public IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    public string ValueExpression => $"{{{Resource.Name}.containerImage}}";

    public IEnumerable<object> References => [Resource];

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
        Resource.TryGetContainerImageName(out var image)
            ? new(image)
            : throw new DistributedApplicationException($"Resource '{Resource.Name}' has no container image.");
}

/// <summary>The port that a resource's container listens on.</summary>
public class ContainerPortReference(IResource resource) : IManifestExpressionProvider, IValueWithReferences, IValueProvider
{
    public IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    public string ValueExpression => $"{{{Resource.Name}.containerPort}}";

    public IEnumerable<object> References => [Resource];

    // 8080 is where .NET images listen unless told otherwise.
    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
        new(
            (
                Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(endpoint => endpoint.TargetPort is not null)?.TargetPort
                ?? 8080
            ).ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
}
