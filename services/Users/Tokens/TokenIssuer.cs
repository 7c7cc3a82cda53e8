using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Users.Accounts;
using Users.Keys;

namespace Users.Tokens;

/// <summary>Makes ES256 access tokens (RFC 7519; stands in for Microsoft.IdentityModel.JsonWebTokens, which the feed lacks).</summary>
internal sealed class TokenIssuer(KeyStore keys, TokenOptions options, TimeProvider time)
{
    public async Task<TokenResponse> IssueAsync(Account account, CancellationToken cancellationToken = default)
    {
        var key = await keys.GetActiveAsync(cancellationToken);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var seconds = (int)options.Lifetime.TotalSeconds;
        var header = JsonSerializer.SerializeToUtf8Bytes(new("ES256", "JWT", key.Kid), UsersJson.Default.TokenHeader);
        var claims = JsonSerializer.SerializeToUtf8Bytes(
            new(
                options.Issuer,
                account.Id,
                options.Audience,
                now,
                now,
                now + seconds,
                Guid.CreateVersion7().ToString("n"),
                account.Email,
                account.Name,
                account.Role
            ),
            UsersJson.Default.TokenClaims
        );
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(key.Pkcs8, out _);
        var signature = ecdsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return new($"{signed}.{Base64Url.EncodeToString(signature)}", seconds, "Bearer");
    }
}
