namespace Platform.Engines.PostgreSQL.Install;

/// <summary>A PostgreSQL server on this machine.</summary>
/// <param name="BinDirectory">Where <c>postgres</c> and <c>initdb</c> lie.</param>
/// <param name="Version">Its version: "17.10".</param>
public sealed record PostgresInstallation(string BinDirectory, string Version)
{
    /// <summary>The part of the version that a data directory is bound to: "17".</summary>
    public string Major => Version.Split('.')[0];

    internal string Program(string name) => Path.Combine(BinDirectory, name);
}
