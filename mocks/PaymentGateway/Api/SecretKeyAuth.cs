using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Platform.Mocks.PaymentGateway.Api;

/// <summary>Basic authentication with the secret key as user name.</summary>
public sealed class SecretKeyAuth(IOptions<PaymentGatewayOptions> options)
{
    private readonly byte[] expected = SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.SecretKey + ":"));

    public bool Allows(HttpRequest request)
    {
        const string scheme = "Basic ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var given = new byte[header.Length];
        return Convert.TryFromBase64String(header[scheme.Length..].Trim(), given, out var length)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(given.AsSpan(0, length)), expected);
    }
}
