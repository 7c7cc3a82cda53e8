using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Engines.ObjectStorage.Auth;

/// <summary>The arithmetic of AWS Signature Version 4, free of HTTP.</summary>
internal static class SigV4
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    public static byte[] SigningKey(string secret, CredentialScope scope)
    {
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secret), Encoding.UTF8.GetBytes(scope.Date));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(scope.Region));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(scope.Service));
        return HMACSHA256.HashData(key, "aws4_request"u8);
    }

    /// <param name="query">Decoded pairs, without the signature itself.</param>
    /// <param name="headers">Signed headers in the order in which they were signed, with their values as sent.</param>
    public static string CanonicalRequest(
        string method,
        string path,
        IEnumerable<KeyValuePair<string, string>> query,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        string payloadHash
    )
    {
        var text = new StringBuilder(1024).Append(method).Append('\n').Append(UriEncode(path, keepSlash: true)).Append('\n');
        var pairs = query
            .Select(pair => (Name: UriEncode(pair.Key), Value: UriEncode(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal);
        text.AppendJoin('&', pairs.Select(pair => $"{pair.Name}={pair.Value}")).Append('\n');
        foreach (var header in headers)
            text.Append(header.Key).Append(':').Append(Squeeze(header.Value)).Append('\n');
        return text.Append('\n').AppendJoin(';', headers.Select(header => header.Key)).Append('\n').Append(payloadHash).ToString();
    }

    // Header values are Latin-1 images of the bytes sent, and the client signed those bytes.
    public static string StringToSign(string timestamp, CredentialScope scope, string canonicalRequest) =>
        $"{Algorithm}\n{timestamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.Latin1.GetBytes(canonicalRequest)))}";

    public static string Sign(byte[] signingKey, string text) => Hex(HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(text)));

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Compares without telling by its time how much was right.</summary>
    public static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    public static bool TryParseTimestamp(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text,
            "yyyyMMdd'T'HHmmss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time
        );

    public static string UriEncode(string text, bool keepSlash = false)
    {
        var plain = true;
        foreach (var c in text)
            plain &= Unreserved.Contains(c) || (keepSlash && c == '/');
        if (plain)
            return text;
        var encoded = new StringBuilder(text.Length * 2);
        foreach (var b in Encoding.UTF8.GetBytes(text))
            if (Unreserved.Contains((char)b) || (keepSlash && b == '/'))
                encoded.Append((char)b);
            else
                encoded.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        return encoded.ToString();
    }

    private static string Squeeze(string value)
    {
        value = value.Trim(' ', '\t');
        return value.Contains("  ", StringComparison.Ordinal)
            ? string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : value;
    }
}
