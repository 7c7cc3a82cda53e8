namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource's HTTP endpoints, those declared later included, speak HTTP/2 only.</summary>
internal sealed class Http2ServiceAnnotation : IResourceAnnotation;
