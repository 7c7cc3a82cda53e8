namespace Platform.ServiceDefaults.Discovery;

/// <summary>What <c>https+http://_endpoint.service</c> says: schemes by preference, the endpoint's name if given, the service.</summary>
internal readonly record struct ServiceName(string[] Schemes, string? Endpoint, string Service)
{
    public static ServiceName Parse(Uri address)
    {
        var host = address.Host;
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return host.StartsWith('_') && dot > 1
            ? new(address.Scheme.Split('+'), host[1..dot], host[(dot + 1)..])
            : new(address.Scheme.Split('+'), null, host);
    }

    /// <summary>For a name that is left to DNS: the first of several schemes, which is all that a socket handler understands.</summary>
    public static Uri WithPlainScheme(Uri address)
    {
        var plus = address.Scheme.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? address : new UriBuilder(address) { Scheme = address.Scheme[..plus] }.Uri;
    }
}
