namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>A metric that others' programs export.</summary>
/// <param name="Exporter">The program.</param>
/// <param name="Version">The oldest that is known to export it under this name.</param>
public sealed record ExporterMetric(string Name, string Exporter, string Version)
{
    public override string ToString() => Name;
}
