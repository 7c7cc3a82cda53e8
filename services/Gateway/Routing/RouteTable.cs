using Platform.ServiceDefaults.Discovery;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Routing;

/// <summary>What the outside may reach. Everything else, /internal above all, is not there.</summary>
internal static class RouteTable
{
    public const string LimitPolicy = "client";

    /// <summary>The services whose OpenAPI documents <c>/docs</c> shows.</summary>
    public static readonly string[] Services = ["users", "catalog", "search", "ordering", "payments", "channels", "files"];

    /// <summary>The cluster whose requests are sent once, as they come: no attempt could be repeated without keeping the file.</summary>
    public const string Uploads = "files-uploads";

    // JSON is small; and what may have to be sent again is held in memory.
    private const long LargestBody = 1024 * 1024;
    private const string Sockets = "ordering-sockets";
    private const string FileEvents = "files-events";

    /// <summary>Under the API, and where the document has them.</summary>
    private static readonly string[] UploadPaths =
    [
        "/api/v1/files/uploadfile",
        "/api/v1/files/uploadfiles",
        "/api/v1/music/upload_sheetmusic",
        "/files/uploadfile",
        "/files/uploadfiles",
        "/music/upload_sheetmusic",
    ];

    private static readonly (string Prefix, string Service)[] Api =
    [
        ("auth", "users"),
        ("users", "users"),
        ("products", "catalog"),
        ("categories", "catalog"),
        ("search", "search"),
        ("cart", "ordering"),
        ("orders", "ordering"),
        ("payments", "payments"),
        ("channels", "channels"),
        ("files", "files"),
    ];

    /// <summary>Whether an answer goes on until its listener leaves: sockets, and files' events.</summary>
    public static bool IsEndless(PathString path) =>
        path.StartsWithSegments("/ws")
        || (path.StartsWithSegments("/api/v1/files") && path.Value!.TrimEnd('/').EndsWith("/events", StringComparison.OrdinalIgnoreCase));

    /// <param name="largestUpload">Bytes.</param>
    public static IReadOnlyList<RouteConfig> Routes(long largestUpload) =>
        [
            .. Api.Select(route => new RouteConfig
            {
                RouteId = route.Prefix,
                ClusterId = route.Service,
                Match = new() { Path = $"/api/v1/{route.Prefix}/{{**rest}}" },
                MaxRequestBodySize = LargestBody,
                RateLimiterPolicy = LimitPolicy,
            }),
            .. Services.Select(service => new RouteConfig
            {
                RouteId = $"openapi-{service}",
                ClusterId = service,
                Match = new() { Path = $"/openapi/{service}.json", Methods = ["GET"] },
                RateLimiterPolicy = LimitPolicy,
                // With the client's Host the document names the gateway as its server.
                Transforms =
                [
                    new Dictionary<string, string> { ["PathSet"] = "/openapi/v1.json" },
                    new Dictionary<string, string> { ["RequestHeaderOriginalHost"] = "true" },
                ],
            }),
            .. UploadPaths.Select(path => new RouteConfig
            {
                RouteId = $"upload {path}",
                ClusterId = Uploads,
                Match = new() { Path = path, Methods = ["POST"] },
                MaxRequestBodySize = largestUpload,
                RateLimiterPolicy = LimitPolicy,
            }),
            new()
            {
                RouteId = FileEvents,
                ClusterId = FileEvents,
                Match = new() { Path = "/api/v1/files/{id}/events", Methods = ["GET"] },
                RateLimiterPolicy = LimitPolicy,
            },
            new()
            {
                RouteId = "sockets",
                ClusterId = Sockets,
                Match = new() { Path = "/ws/{**rest}" },
            },
        ];

    public static IReadOnlyList<ClusterConfig> Clusters(ServiceEndpoints endpoints) =>
        [
            .. Services.Select(service => Cluster(service, Destinations.Of(endpoints, service), TimeSpan.FromSeconds(30))),
            // Between two bytes of a file, or of its answer: a store may take its time.
            Cluster(Uploads, Destinations.Of(endpoints, "files"), TimeSpan.FromMinutes(10)),
            // Files says something every 15 seconds.
            Cluster(FileEvents, Destinations.Of(endpoints, "files"), TimeSpan.FromHours(1)),
            // An idle socket stays open; a client that comes back meets the replica that it knows.
            Cluster(Sockets, Destinations.Of(endpoints, "ordering"), TimeSpan.FromHours(1)) with
            {
                SessionAffinity = new()
                {
                    Enabled = true,
                    // Needs no shared keys, so any gateway replica can read the cookie.
                    Policy = "ArrCookie",
                    AffinityKeyName = "platform.affinity",
                    FailurePolicy = "Redistribute",
                    Cookie = new() { HttpOnly = true, SameSite = SameSiteMode.Lax },
                },
            },
        ];

    private static ClusterConfig Cluster(string id, IReadOnlyDictionary<string, DestinationConfig> destinations, TimeSpan timeout) =>
        new()
        {
            ClusterId = id,
            Destinations = destinations,
            LoadBalancingPolicy = "PowerOfTwoChoices",
            HttpRequest = new ForwarderRequestConfig { ActivityTimeout = timeout },
            HealthCheck = new()
            {
                // Nobody left healthy: try all, rather than refuse what might work.
                AvailableDestinationsPolicy = "HealthyOrPanic",
                Passive = new()
                {
                    Enabled = true,
                    Policy = "TransportFailureRate",
                    ReactivationPeriod = TimeSpan.FromSeconds(5),
                },
            },
        };
}
