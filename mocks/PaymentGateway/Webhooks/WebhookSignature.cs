using System.Security.Cryptography;
using System.Text;

namespace Platform.Mocks.PaymentGateway.Webhooks;

/// <summary><c>v1:</c> and the base64 of HMAC-SHA256 over body, colon and transmission time.</summary>
public static class WebhookSignature
{
    public static string Sign(string secret, ReadOnlySpan<byte> body, string transmissionTime)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(body);
        hmac.AppendData(Encoding.UTF8.GetBytes(":" + transmissionTime));
        return "v1:" + Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
