namespace Platform.Hosting.Deployment;

/// <summary>What one instance is promised (requests) and may take at most (limits), in Kubernetes' quantities: <c>250m</c>, <c>512Mi</c>.</summary>
public sealed record ComputeResources(string CpuRequest, string MemoryRequest, string CpuLimit, string MemoryLimit);
