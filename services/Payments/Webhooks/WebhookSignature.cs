using System.Security.Cryptography;
using System.Text;

namespace Payments.Webhooks;

/// <summary>Checks <c>v1:base64(HMAC-SHA256(secret, body + ":" + transmission time))</c>; the header may hold several, separated by commas.</summary>
internal static class WebhookSignature
{
    public static bool IsValid(string? header, ReadOnlySpan<byte> body, string? transmissionTime, string? secret)
    {
        if (string.IsNullOrEmpty(secret) || string.IsNullOrEmpty(header) || string.IsNullOrEmpty(transmissionTime))
            return false;
        byte[] signed = [.. body, .. Encoding.UTF8.GetBytes($":{transmissionTime}")];
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("v1:", StringComparison.Ordinal) && Matches(part[3..], expected))
                return true;
        }
        return false;
    }

    private static bool Matches(string given, byte[] expected)
    {
        Span<byte> bytes = stackalloc byte[64];
        return Convert.TryFromBase64String(given, bytes, out var length)
            && CryptographicOperations.FixedTimeEquals(bytes[..length], expected);
    }
}
