namespace Platform.Hosting.Publishing.Telemetry.Collector;

/// <summary>Where a collector hands on what it takes. Texts may hold the collector's own placeholders, <c>${env:NAME}</c> and <c>${file:PATH}</c>.</summary>
public sealed record CollectorOutputs
{
    /// <summary>Jaeger's OTLP/gRPC address, <c>host:port</c>; null: none.</summary>
    public string? Jaeger { get; init; }

    /// <summary>Our dashboard's OTLP/gRPC address, <c>host:port</c>; null: none.</summary>
    public string? Dashboard { get; init; }

    /// <summary>Where logs are kept; null: in files, <see cref="CollectorConfiguration.LogFile"/>.</summary>
    public ElasticsearchOutput? Elasticsearch { get; init; }
}

/// <param name="Store">The store's name.</param>
/// <param name="Endpoint">A URL without credentials.</param>
/// <param name="PasswordSecret">The secret that holds the password, a file below <see cref="TelemetryService.SecretDirectory"/>.</param>
/// <param name="CertificateFile">Of the authority that signed the server's certificate; null: the system's.</param>
public sealed record ElasticsearchOutput(string Store, string Endpoint, string User, string PasswordSecret, string? CertificateFile = null);
