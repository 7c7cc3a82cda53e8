namespace Platform.Hosting.Publishing.Helm;

/// <summary>What a chart says of itself.</summary>
/// <param name="Version">As semantic versions are written; of the application and of the chart.</param>
internal sealed record ChartInfo(string Name, string Version);
