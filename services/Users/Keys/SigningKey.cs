using System.Security.Cryptography;

namespace Users.Keys;

/// <summary>A private key that signs tokens.</summary>
internal sealed record SigningKey(string Kid, byte[] Pkcs8, DateTime ActivatedAt);

/// <summary>The public half as JWKS shows it (RFC 7517).</summary>
public sealed record JsonWebKey(string Kid, string X, string Y)
{
    public string Kty => "EC";

    public string Crv => "P-256";

    public string Use => "sig";

    public string Alg => "ES256";
}

public sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys);

/// <summary>A new key on P-256.</summary>
internal sealed record NewKey(string Kid, byte[] Pkcs8, string X, string Y)
{
    public static NewKey Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new(
            Guid.CreateVersion7().ToString("n"),
            key.ExportPkcs8PrivateKey(),
            System.Buffers.Text.Base64Url.EncodeToString(point.X!),
            System.Buffers.Text.Base64Url.EncodeToString(point.Y!)
        );
    }
}
