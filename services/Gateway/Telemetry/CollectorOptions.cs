namespace Gateway.Telemetry;

/// <summary>Where browsers' telemetry goes on to. Bound from <c>Gateway:Otlp</c>.</summary>
public sealed class CollectorOptions
{
    /// <summary>
    /// Address of a collector that takes OTLP over HTTP. Default: the gateway's own collector, where the gateway speaks HTTP to it; else none, and
    /// what browsers send is dropped.
    /// </summary>
    public string? Endpoint { get; set; }

    /// <summary>Headers for the collector, its key among them, as <c>name=value,name=value</c>. Default: the gateway's own.</summary>
    public string? Headers { get; set; }

    /// <summary>Bytes of one request.</summary>
    public long MaxBytes { get; set; } = 512 * 1024;

    internal static CollectorOptions From(IConfiguration configuration)
    {
        var options = configuration.GetSection("Gateway:Otlp").Get<CollectorOptions>() ?? new();
        options.Headers ??= configuration["OTEL_EXPORTER_OTLP_HEADERS"];
        if (
            string.IsNullOrWhiteSpace(options.Endpoint)
            && configuration["OTEL_EXPORTER_OTLP_PROTOCOL"]?.StartsWith("http/", StringComparison.Ordinal) is true
        )
        {
            options.Endpoint = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        }
        return options;
    }

    internal IEnumerable<(string Name, string Value)> ReadHeaders() =>
        from pair in (Headers ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let split = pair.IndexOf('=')
        where split > 0
        select (pair[..split].Trim(), Uri.UnescapeDataString(pair[(split + 1)..].Trim()));
}
