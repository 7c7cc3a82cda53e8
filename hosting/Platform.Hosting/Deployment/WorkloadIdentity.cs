namespace Platform.Hosting.Deployment;

/// <summary>Who the workload is to its cloud: annotations of its service account, by cloud's names (<c>eks.amazonaws.com/role-arn</c> …). Values are parameters' names in braces or text.</summary>
public sealed record WorkloadIdentity(IReadOnlyDictionary<string, string> Annotations);
