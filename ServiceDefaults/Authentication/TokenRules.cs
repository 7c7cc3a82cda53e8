using System.Text.Json;

namespace Platform.ServiceDefaults.Authentication;

/// <summary>Issuer, audience and life time that a token must have.</summary>
internal sealed record TokenRules(string Issuer, string Audience, TimeSpan ClockSkew)
{
    /// <summary>What is wrong with the claims, or null.</summary>
    public string? Violation(JsonElement claims, DateTimeOffset now)
    {
        if (!claims.TryGetProperty("iss", out var issuer) || !issuer.ValueEquals(Issuer))
            return "The token was issued by somebody else.";
        if (!claims.TryGetProperty("aud", out var audience) || !IsFor(audience))
            return "The token is for another audience.";
        if (Time(claims, "exp") is not { } expires)
            return "The token has no expiry.";
        if (expires + ClockSkew <= now)
            return $"The token expired at {expires:u}.";
        if (claims.TryGetProperty("nbf", out _) && (Time(claims, "nbf") is not { } start || start - ClockSkew > now))
            return "The token is not valid yet.";
        return null;
    }

    private bool IsFor(JsonElement audience) =>
        audience.ValueKind switch
        {
            JsonValueKind.String => audience.ValueEquals(Audience),
            JsonValueKind.Array => audience.EnumerateArray().Any(one => one.ValueKind is JsonValueKind.String && one.ValueEquals(Audience)),
            _ => false,
        };

    private static DateTimeOffset? Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.Number
        && value.TryGetDouble(out var seconds)
        && seconds is > 0 and < 253402300799d
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
}
