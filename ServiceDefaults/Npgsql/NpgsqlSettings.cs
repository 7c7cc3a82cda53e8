namespace Platform.ServiceDefaults.Npgsql;

/// <summary>Settings of a PostgreSQL client; bound from <c>Aspire:Npgsql</c> and <c>Aspire:Npgsql:{connectionName}</c>.</summary>
public sealed class NpgsqlSettings
{
    /// <summary>From <c>ConnectionStrings:{connectionName}</c> unless set here.</summary>
    public string? ConnectionString { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }

    public bool DisableMetrics { get; set; }
}
