using Aspire.Hosting;
using Aspire.Hosting.Run;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Platform.Hosting.Dashboard;

/// <summary>Takes the dashboard's ports before the first environment is evaluated, and has the graph's resources send their telemetry there.</summary>
internal sealed class DashboardPreparation(
    IConfiguration configuration,
    DashboardSettings settings,
    InstanceDirectory directory,
    InteractionService interactions,
    ILogger<DashboardPreparation> logger
) : IRunPreparation, IDisposable
{
    private static readonly string[] s_grpcKeys = ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"];
    private static readonly string[] s_httpKeys = ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];

    /// <summary>Null until the run is prepared, and where no port could be had.</summary>
    public DashboardSockets? Sockets { get; private set; }

    public void Prepare()
    {
        var (grpc, http) = (settings.First(s_grpcKeys), settings.First(s_httpKeys));
        var sockets = new DashboardSockets(settings, documented: directory.IsDefault && !OwnPorts);
        string? key;
        try
        {
            (key, _) = (settings.OtlpApiKey, settings.BrowserToken);
            sockets.Bind(PortHere(grpc), PortHere(http));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DistributedApplicationException)
        {
            // No port is free, or what is kept of the dashboard cannot be read: the graph itself may still run.
            sockets.Dispose();
            logger.LogWarning("The graph runs without its dashboard: {Reason}", exception.Message);
            return;
        }
        Sockets = sockets;
        interactions.Open();
        foreach (var notice in sockets.Notices)
        {
            logger.LogWarning("{Notice}", notice);
        }
        // For pages of the graph's own that lead here.
        configuration["Dashboard:Url"] = $"http://localhost:{sockets.Pages}";
        // Where the user says himself where telemetry goes, to a collector of his own, it goes there and without our key.
        if (grpc is null && http is null)
        {
            configuration[s_grpcKeys[0]] = $"http://localhost:{sockets.OtlpGrpc[0]}";
            configuration[s_httpKeys[0]] = $"http://localhost:{sockets.OtlpHttp[0]}";
        }
        if (IsOurs(grpc, sockets.OtlpGrpc) && IsOurs(http, sockets.OtlpHttp))
        {
            configuration["AppHost:OtlpApiKey"] = key;
        }
    }

    public void Dispose() => Sockets?.Dispose();

    private bool OwnPorts => configuration.GetValue("DcpPublisher:RandomizePorts", defaultValue: false);

    /// <summary>The port of an address on this machine that we could listen at; TLS is not ours to end.</summary>
    private static int? PortHere(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url is { Scheme: "http", IsLoopback: true } ? url.Port : null;

    private static bool IsOurs(string? address, IReadOnlyList<int> ports) =>
        address is null || (PortHere(address) is { } port && ports.Contains(port));
}
