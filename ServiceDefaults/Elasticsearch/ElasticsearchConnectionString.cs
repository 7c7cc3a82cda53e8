using System.Net.Http.Headers;
using System.Text;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>Where a cluster is and who asks: <c>http://user:password@host:port</c>. Taken apart by hand, as generated passwords hold what no URL may.</summary>
/// <param name="Authority">From <c>?ca=PATH</c>: the file of the authority that signed the cluster's certificate; null: the system knows it.</param>
internal sealed record ElasticsearchConnectionString(Uri Endpoint, AuthenticationHeaderValue? Credentials, string? Authority = null)
{
    /// <exception cref="InvalidOperationException">It is no such URL; the message never quotes the string, which holds a secret.</exception>
    public static ElasticsearchConnectionString Parse(string name, string connectionString)
    {
        const string separator = "://";
        var scheme = connectionString.IndexOf(separator, StringComparison.Ordinal);
        if (scheme < 0 || connectionString[..scheme] is not ("http" or "https"))
            throw Wrong(name, "does not begin with http:// or https://");
        var rest = connectionString[(scheme + separator.Length)..];
        var authority = TakeAuthority(ref rest);
        // A password may hold an '@' of its own: the last one is the URL's.
        var at = rest.LastIndexOf('@');
        if (
            !Uri.TryCreate($"{connectionString[..scheme]}{separator}{rest[(at + 1)..].TrimEnd('/')}/", UriKind.Absolute, out var endpoint)
            || endpoint.Host.Length == 0
        )
            throw Wrong(name, "names no host");
        if (at < 0)
            return new(endpoint, null, authority);
        var colon = rest.IndexOf(':');
        if (colon < 0 || colon > at)
            throw Wrong(name, "names a user without a password");
        var user = Uri.UnescapeDataString(rest[..colon]);
        var password = Uri.UnescapeDataString(rest[(colon + 1)..at]);
        return new(endpoint, new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))), authority);
    }

    public override string ToString() => Credentials is null ? $"{Endpoint}" : $"{Endpoint} as a user with a password";

    private static string? TakeAuthority(ref string rest)
    {
        const string query = "?ca=";
        var at = rest.LastIndexOf(query, StringComparison.Ordinal);
        if (at < 0)
            return null;
        var path = Uri.UnescapeDataString(rest[(at + query.Length)..]);
        rest = rest[..at];
        return path.Length > 0 ? path : null;
    }

    private static InvalidOperationException Wrong(string name, string what) =>
        new($"The connection string '{name}' {what}: write http://elastic:PASSWORD@localhost:9200 into ConnectionStrings__{name}.");
}
