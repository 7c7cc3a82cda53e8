using System.Text.Json.Serialization;

namespace Users.Tokens;

/// <summary>The answer to a login (RFC 6749, 5.1).</summary>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record TokenResponse(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("token_type")] string TokenType
);

internal sealed record TokenHeader(string Alg, string Typ, string Kid);

internal sealed record TokenClaims(
    string Iss,
    Guid Sub,
    string Aud,
    long Iat,
    long Nbf,
    long Exp,
    string Jti,
    string Email,
    string Name,
    string Role
);

/// <summary>Where verifiers find what they need (OpenID Connect Discovery; the members that apply here).</summary>
public sealed record DiscoveryDocument(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("jwks_uri")] string JwksUri,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("id_token_signing_alg_values_supported")] IReadOnlyList<string> SigningAlgorithms,
    [property: JsonPropertyName("response_types_supported")] IReadOnlyList<string> ResponseTypes,
    [property: JsonPropertyName("subject_types_supported")] IReadOnlyList<string> SubjectTypes
);
