namespace Aspire.Hosting.ApplicationModel;

/// <summary>Joins references to the endpoints of one resource under one name, so that each variable is set once.</summary>
internal sealed record NamedEndpointReferenceAnnotation(
    EndpointReferenceAnnotation Reference,
    string? ServiceName,
    NetworkIdentifier? Network
) : IResourceAnnotation;
