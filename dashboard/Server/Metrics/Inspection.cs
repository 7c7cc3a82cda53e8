namespace Platform.Dashboard.Metrics;

/// <summary>How the .NET services fare, replica by replica, over the same stretch of time. Times and step in milliseconds.</summary>
internal sealed record Inspection(double From, double To, double Step, double[] Times, IReadOnlyList<InspectedService> Items);

internal sealed record InspectedService(string Name, IReadOnlyList<InspectedInstance> Instances);

/// <param name="Id"><c>service.instance.id</c>.</param>
internal sealed record InspectedInstance(string Id, IReadOnlyList<InspectorPanel> Panels);

/// <param name="Id">heap, gc, pause, allocation, cpu, threads, queue, exceptions, database, outgoing, incoming or requests.</param>
/// <param name="Unit">By, By/s, 1/s, s/s, {core} or 1.</param>
internal sealed record InspectorPanel(string Id, string Unit, IReadOnlyList<InspectorLine> Lines);

internal sealed record InspectorLine(string Name, double?[] Values);
