using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells the host names that mean this machine.</summary>
public static class EndpointHostHelpers
{
    private const string Localhost = "localhost";
    private const string LocalhostTld = ".localhost";
    private const string DevLocalhostTld = ".dev.localhost";

    /// <summary>Whether it is <c>localhost</c>.</summary>
    public static bool IsLocalhost([NotNullWhen(true)] string? host) => string.Equals(host, Localhost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether its host is <c>localhost</c>.</summary>
    public static bool IsLocalhost(Uri uri) => IsLocalhost(Host(uri));

    /// <summary>Whether it ends in <c>.localhost</c>.</summary>
    public static bool IsLocalhostTld([NotNullWhen(true)] string? host) => EndsIn(host, LocalhostTld);

    /// <summary>Whether its host ends in <c>.localhost</c>.</summary>
    public static bool IsLocalhostTld(Uri uri) => IsLocalhostTld(Host(uri));

    /// <summary>Whether it ends in <c>.dev.localhost</c>.</summary>
    public static bool IsDevLocalhostTld([NotNullWhen(true)] string? host) => EndsIn(host, DevLocalhostTld);

    /// <summary>Whether its host ends in <c>.dev.localhost</c>.</summary>
    public static bool IsDevLocalhostTld(Uri uri) => IsDevLocalhostTld(Host(uri));

    /// <summary>Whether it is <c>localhost</c> or ends in <c>.localhost</c>.</summary>
    public static bool IsLocalhostOrLocalhostTld([NotNullWhen(true)] string? host) => IsLocalhost(host) || IsLocalhostTld(host);

    /// <summary>Whether its host is <c>localhost</c> or ends in <c>.localhost</c>.</summary>
    public static bool IsLocalhostOrLocalhostTld(Uri uri) => IsLocalhostOrLocalhostTld(Host(uri));

    /// <summary>The endpoint's URL, with the host that the resource was told to listen on where that is a <c>.localhost</c> name.</summary>
    public static async ValueTask<string?> GetUrlWithTargetHostAsync(
        EndpointReference endpoint,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var url = await endpoint.GetValueAsync(cancellationToken).ConfigureAwait(false);
        if (url is null || !IsLocalhostTld(endpoint.EndpointAnnotation.TargetHost))
        {
            return url;
        }

        var named = new UriBuilder(url) { Host = endpoint.EndpointAnnotation.TargetHost }.Uri.ToString();
        return url.EndsWith('/') ? named : named.TrimEnd('/');
    }

    private static string Host(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return uri.Host;
    }

    private static bool EndsIn(string? host, string end) =>
        host?.EndsWith(end, StringComparison.OrdinalIgnoreCase) is true && host.Length > end.Length;
}
