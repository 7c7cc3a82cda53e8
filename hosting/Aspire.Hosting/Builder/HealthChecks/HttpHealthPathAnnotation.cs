using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.HealthChecks;

/// <summary>What an HTTP health check asks for: a deployment's probes ask the same.</summary>
internal sealed record HttpHealthPathAnnotation(Func<EndpointReference> Endpoint, string Path, int StatusCode) : IResourceAnnotation;
