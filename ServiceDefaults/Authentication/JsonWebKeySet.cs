using System.Text.Json.Serialization;

namespace Platform.ServiceDefaults.Authentication;

/// <summary>What an authority publishes at its <c>jwks_uri</c>.</summary>
public sealed record JsonWebKeySet([property: JsonPropertyName("keys")] IReadOnlyList<JsonWebKey> Keys);

/// <summary>The part of OpenID Connect discovery that token validation needs.</summary>
public sealed record OpenIdConfiguration(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("jwks_uri")] string JwksUri
);

[JsonSerializable(typeof(JsonWebKeySet))]
[JsonSerializable(typeof(OpenIdConfiguration))]
internal sealed partial class JwksJsonContext : JsonSerializerContext;
