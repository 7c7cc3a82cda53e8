namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// What the health check of a key asks: so that each instance can be asked by itself, and not through the proxy, which knows only those that are ready.
/// </summary>
internal sealed record HttpHealthCheckAnnotation(string Key, Func<EndpointReference> Endpoint, string Path, int StatusCode)
    : IResourceAnnotation;
