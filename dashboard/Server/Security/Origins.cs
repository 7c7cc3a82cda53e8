using System.Net;
using Microsoft.Extensions.Primitives;

namespace Platform.Dashboard.Security;

/// <summary>Whom the pages answer: by the name that they were asked for, and by the page that asks.</summary>
internal sealed class Origins(DashboardOptions options)
{
    /// <summary>Only names of this machine: a foreign name that resolves to loopback (DNS rebinding) is not one.</summary>
    public bool IsOwnHost(HostString host) =>
        host.HasValue && (IsLocal(host.Host) || options.AllowedHosts.Contains(host.Host, StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// True unless a page of another origin asks. Every port of localhost is an origin of its own, and what stands there may be anyone's. Who is no
    /// browser sends neither header.
    /// </summary>
    public bool IsOwnPage(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none"))
        {
            return false;
        }
        return StringValues.IsNullOrEmpty(request.Headers.Origin)
            || (
                request.Headers.Origin is [{ } origin]
                && Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && (
                    uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
                    // Behind a forwarder that rewrites Host.
                    || options.AllowedHosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase)
                )
            );
    }

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
