namespace Platform.Dashboard.Store;

/// <summary>Who sends: an OTLP resource. Replicas are sources of their own with one service name.</summary>
/// <param name="ServiceName"><c>service.name</c>; "unknown_service" where it says none.</param>
/// <param name="InstanceId"><c>service.instance.id</c>; "" where it says none.</param>
public sealed record Source(int Id, string ServiceName, string InstanceId, IReadOnlyList<KeyValuePair<string, string>> Attributes);
