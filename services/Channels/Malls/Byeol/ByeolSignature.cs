using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Channels.Malls.Byeol;

/// <summary>What a signed call carries in its headers.</summary>
internal sealed record ByeolSigned(string? AccessKey, string? Timestamp, string? Nonce, string? Signature);

/// <summary>별마켓's signature, the same in both directions: HMAC-SHA256 over method, path, query, time, nonce and the body's hash.</summary>
internal static class ByeolSignature
{
    public const string AccessKeyHeader = "X-Byeol-Access-Key";
    public const string TimestampHeader = "X-Byeol-Timestamp";
    public const string NonceHeader = "X-Byeol-Nonce";
    public const string SignatureHeader = "X-Byeol-Signature";

    /// <summary>How far a signature's time may be off.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromMinutes(5);

    /// <param name="query">As sent, without the question mark.</param>
    /// <param name="timestamp">Milliseconds since 1970.</param>
    public static string Sign(
        string secretKey,
        string method,
        string path,
        string query,
        string timestamp,
        string nonce,
        ReadOnlySpan<byte> body
    )
    {
        var text = string.Join('\n', method, path, query, timestamp, nonce, Convert.ToHexStringLower(SHA256.HashData(body)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secretKey), Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Why a call is not believed; null where it is. Whether its nonce was used before is another matter.</summary>
    public static string? Refuse(
        ByeolSigned signed,
        ByeolOptions options,
        string method,
        string path,
        string query,
        ReadOnlySpan<byte> body,
        DateTimeOffset now
    )
    {
        if (
            signed is not { AccessKey: { } key, Timestamp: { } timestamp, Nonce: { Length: > 0 and <= 64 } nonce, Signature: { } signature }
        )
            return "missing_signature";
        if (key != options.AccessKey)
            return "unknown_access_key";
        if (
            !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || Math.Abs(now.ToUnixTimeMilliseconds() - at) > Tolerance.TotalMilliseconds
        )
            return "timestamp_out_of_range";
        var expected = Sign(options.SecretKey, method, path, query, timestamp, nonce, body);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature))
            ? null
            : "signature_mismatch";
    }
}
