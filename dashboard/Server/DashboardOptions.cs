using Platform.Dashboard.Objectives;
using Platform.Dashboard.Resources;

namespace Platform.Dashboard;

/// <summary>What a dashboard is told before it starts. A port of 0 means any that is free; an empty list, none at all.</summary>
public sealed record DashboardOptions
{
    /// <summary>The user interface and its API. Default 18888, as Aspire's.</summary>
    public int Port { get; init; } = 18888;

    /// <summary>Whether it listens on every address of the machine. Default false: on loopback. In a container it must: nobody reaches a container's loopback.</summary>
    public bool ListensEverywhere { get; init; }

    /// <summary>OTLP over gRPC: the standard's port and Aspire's.</summary>
    public IReadOnlyList<int> OtlpGrpcPorts { get; init; } = [4317, 18889];

    /// <summary>OTLP over HTTP, protobuf and JSON: the standard's port and Aspire's.</summary>
    public IReadOnlyList<int> OtlpHttpPorts { get; init; } = [4318, 18890];

    /// <summary>
    /// File descriptors of sockets that listen already, by the port that stands for them above: what connects before the web application is up
    /// waits in their backlog. They are the dashboard's from its start on; a port that is not here is bound by it.
    /// </summary>
    public IReadOnlyDictionary<int, IReadOnlyList<ulong>> ListenHandles { get; init; } = new Dictionary<int, IReadOnlyList<ulong>>();

    /// <summary>What a browser shows once at <c>/login?t=</c>; null: nobody has to log in, and the pages warn.</summary>
    public string? BrowserToken { get; init; }

    /// <summary>What exporters send as <c>x-otlp-api-key</c>; null: nobody has to.</summary>
    public string? OtlpApiKey { get; init; }

    /// <summary>A second key that is taken as well, so that keys can be changed without a gap.</summary>
    public string? SecondaryOtlpApiKey { get; init; }

    /// <summary>Host names besides localhost, 127.0.0.1 and [::1] that the pages may be asked for by: a forwarded address's.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Origins ("http://localhost:3000") whose pages may send OTLP over HTTP, besides those of the graph's own endpoints.</summary>
    public IReadOnlyList<string> OtlpAllowedOrigins { get; init; } = [];

    /// <summary>Bytes of one export request, decompressed, that are taken. Default 64 MiB.</summary>
    public int MaxRequestBytes { get; init; } = 64 << 20;

    /// <summary>Bytes of all export requests that are being read or stored at one time; what would exceed them is told to come again. Default 192 MiB.</summary>
    public long MaxBytesInFlight { get; init; } = 192L << 20;

    /// <summary>Bytes kept of each of traces, logs and metrics. Default 256 MiB.</summary>
    public long BytesPerSignal { get; init; } = 256L << 20;

    /// <summary>Where runs are kept; null: in memory only.</summary>
    public string? RunsDirectory { get; init; }

    /// <summary>The built web app; null: the folder <c>web</c> beside this library.</summary>
    public string? WebDirectory { get; init; }

    /// <summary>The graph that is watched; null: telemetry only.</summary>
    public IHostLink? Host { get; init; }

    /// <summary>Where alarms go besides screen and terminal. Default nowhere.</summary>
    public AlarmSettings Alarms { get; init; } = new();

    public ILoggerFactory? LoggerFactory { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>True where it is a process of its own: it writes its own log to the console and ends at Ctrl+C.</summary>
    public bool Standalone { get; init; }

    /// <summary>Registered after all others: for tests.</summary>
    internal Action<IServiceCollection>? Services { get; init; }
}
