using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Platform.Engines.Elasticsearch.Http;

/// <summary>Asks for the one user there is, where a password is set.</summary>
internal sealed class BasicAuthentication(string? password)
{
    private const string User = "elastic";

    // Compared by their hashes: in constant time, whatever their lengths.
    private readonly byte[]? expected = password is null ? null : Hash($"{User}:{password}");

    /// <exception cref="ElasticsearchException">401, with what a client has to send.</exception>
    public void Check(HttpRequest request, string path)
    {
        if (expected is null)
            return;
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            throw Refused($"missing authentication credentials for REST request [{path}]");
        var given = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), given, out var length))
            throw Refused($"invalid basic authentication header encoding for REST request [{path}]");
        var credentials = Encoding.UTF8.GetString(given, 0, length);
        if (CryptographicOperations.FixedTimeEquals(Hash(credentials), expected))
            return;
        var colon = credentials.IndexOf(':');
        throw Refused($"unable to authenticate user [{(colon < 0 ? credentials : credentials[..colon])}] for REST request [{path}]");
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static ElasticsearchException Refused(string reason)
    {
        const string Challenge = "Basic realm=\"security\", charset=\"UTF-8\"";
        return new(401, "security_exception", reason)
        {
            Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = Challenge },
            Details = new Dictionary<string, object> { ["header"] = new Dictionary<string, string> { ["WWW-Authenticate"] = Challenge } },
        };
    }
}
