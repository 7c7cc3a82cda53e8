using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Platform.ServiceDefaults.Authentication;

/// <summary>A public P-256 key as RFC 7517 writes it.</summary>
public sealed record JsonWebKey(
    [property: JsonPropertyName("kty")] string Kty,
    [property: JsonPropertyName("crv")] string? Crv,
    [property: JsonPropertyName("kid")] string? Kid,
    [property: JsonPropertyName("x")] string? X,
    [property: JsonPropertyName("y")] string? Y,
    [property: JsonPropertyName("use")] string? Use = "sig",
    [property: JsonPropertyName("alg")] string? Alg = "ES256"
)
{
    /// <summary>The public half of <paramref name="key"/>.</summary>
    public static JsonWebKey From(ECDsa key, string kid)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new("EC", "P-256", kid, Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }

    /// <summary>The key for verifying, or null where this is no P-256 signing key.</summary>
    internal ECDsa? ToEcdsa()
    {
        if (Kty != "EC" || Crv != "P-256" || Use is not (null or "sig") || Alg is not (null or "ES256") || X is null || Y is null)
            return null;
        try
        {
            var point = new ECPoint { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) };
            return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return null; // A key that is no point of the curve verifies nothing; the other keys of the set still count.
        }
    }
}
