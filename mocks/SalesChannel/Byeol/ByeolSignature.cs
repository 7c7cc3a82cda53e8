using System.Security.Cryptography;
using System.Text;

namespace Platform.Mocks.SalesChannel.Byeol;

/// <summary>HMAC-SHA256 over method, path, query, timestamp, nonce and the body's hash; the seller's calls and the webhooks alike.</summary>
public static class ByeolSignature
{
    public const string AccessKey = "X-Byeol-Access-Key";
    public const string Timestamp = "X-Byeol-Timestamp";
    public const string Nonce = "X-Byeol-Nonce";
    public const string Signature = "X-Byeol-Signature";

    /// <param name="path">As sent, undecoded.</param>
    /// <param name="query">As sent, without its question mark; empty for none.</param>
    /// <param name="timestamp">Milliseconds since 1970.</param>
    /// <returns>Lower-case hexadecimal digits.</returns>
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
}
