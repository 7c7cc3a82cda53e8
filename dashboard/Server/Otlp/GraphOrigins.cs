using System.Net;
using Platform.Dashboard.Resources;

namespace Platform.Dashboard.Otlp;

/// <summary>Pages that may send telemetry of their own: those of the graph's endpoints, and what the options name.</summary>
internal sealed class GraphOrigins(DashboardOptions options, ResourceBoard board)
{
    public bool Contains(string origin)
    {
        if (options.OtlpAllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var page) || page.Scheme is not ("http" or "https"))
        {
            return false;
        }
        return board.All.Any(resource =>
            resource.Endpoints.Any(endpoint =>
                endpoint.Scheme == page.Scheme && endpoint.Port == page.Port && IsSameHost(endpoint.Host, page.Host)
            )
            || resource.Urls.Any(url =>
                !url.IsInactive
                && Uri.TryCreate(url.Url, UriKind.Absolute, out var address)
                && (address.Scheme, address.Port) == (page.Scheme, page.Port)
                && IsSameHost(address.Host, page.Host)
            )
        );
    }

    private static bool IsSameHost(string one, string other) =>
        one.Equals(other, StringComparison.OrdinalIgnoreCase) || (IsLocal(one) && IsLocal(other));

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
