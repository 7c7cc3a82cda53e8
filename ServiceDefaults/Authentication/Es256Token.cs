using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platform.ServiceDefaults.Authentication;

/// <summary>A JSON Web Token signed with ES256 (RFC 7515, 7518), read but not yet trusted. Any other algorithm, <c>none</c> too, is refused.</summary>
public sealed class Es256Token
{
    private readonly byte[] signed;
    private readonly byte[] signature;

    private Es256Token(string? keyId, JsonElement payload, byte[] signed, byte[] signature)
    {
        KeyId = keyId;
        Payload = payload;
        this.signed = signed;
        this.signature = signature;
    }

    public string? KeyId { get; }

    /// <summary>The claims; trust them only after <see cref="IsSignedBy"/>.</summary>
    public JsonElement Payload { get; }

    /// <summary>Makes a token in compact form. <paramref name="payload"/> is the claims' JSON object in UTF-8.</summary>
    public static string Sign(ReadOnlySpan<byte> payload, ECDsa key, string keyId)
    {
        var header = $$"""{"alg":"ES256","typ":"JWT","kid":"{{JsonEncodedText.Encode(keyId)}}"}""";
        var content = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(payload)}";
        var signature = key.SignData(
            Encoding.ASCII.GetBytes(content),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation
        );
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>Reads the compact form; on failure <paramref name="error"/> says what is wrong.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Es256Token? token, [NotNullWhen(false)] out string? error)
    {
        token = null;
        var parts = text.Split('.');
        if (parts.Length != 3)
        {
            error = "The token is not three parts with dots between.";
            return false;
        }
        try
        {
            var header = Read(parts[0]);
            if (Text(header, "alg") is not "ES256")
                error = $"The token's algorithm is '{Text(header, "alg")}', not ES256.";
            else if (header.TryGetProperty("crit", out _))
                error = "The token has critical headers that are not understood.";
            else
            {
                var signed = Encoding.ASCII.GetBytes(text, 0, parts[0].Length + 1 + parts[1].Length);
                token = new Es256Token(Text(header, "kid"), Read(parts[1]), signed, Base64Url.DecodeFromChars(parts[2]));
                error = null;
                return true;
            }
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or InvalidOperationException)
        {
            error = "The token is malformed.";
        }
        return false;
    }

    public bool IsSignedBy(ECDsa key) =>
        key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    private static JsonElement Read(string part)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : throw new FormatException();
    }

    private static string? Text(JsonElement header, string name) => header.TryGetProperty(name, out var value) ? value.GetString() : null;
}
