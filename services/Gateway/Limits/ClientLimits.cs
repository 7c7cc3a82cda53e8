using System.Globalization;
using System.Threading.RateLimiting;
using Gateway.Routing;
using Platform.ServiceDefaults.Problems;

namespace Gateway.Limits;

/// <summary>Limits each client on the API: an account where there is a valid token, else an address.</summary>
internal static class ClientLimits
{
    public static void AddClientLimits(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("RateLimit").Get<RateLimitOptions>() ?? new();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(RouteTable.LimitPolicy, context => Partition(context, options));
            limiter.OnRejected = async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : options.Window;
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
                    .ToString(CultureInfo.InvariantCulture);
                await Problem
                    .Of(
                        StatusCodes.Status429TooManyRequests,
                        $"More than {options.Permits} requests within {options.Window.TotalSeconds:0.##} s.",
                        "rate_limited"
                    )
                    .ExecuteAsync(rejected.HttpContext);
            };
        });
    }

    private static RateLimitPartition<string> Partition(HttpContext context, RateLimitOptions options) =>
        RateLimitPartition.GetSlidingWindowLimiter(
            Client(context),
            _ =>
                new()
                {
                    PermitLimit = options.Permits,
                    Window = options.Window,
                    SegmentsPerWindow = 10,
                }
        );

    // Only a verified subject counts: an invented one would buy a fresh limit with each request.
    private static string Client(HttpContext context) =>
        context.User.FindFirst("sub") is { } subject ? "account " + subject.Value : "address " + context.Connection.RemoteIpAddress;
}
