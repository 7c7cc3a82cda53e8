using System.Security.Cryptography;
using System.Text;

namespace Platform.Mocks.OnPremises.Queues;

/// <summary>Names one receive of one message; says which queue it came from.</summary>
internal static class ReceiptHandle
{
    public static string New(string queue) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{queue}/{RandomNumberGenerator.GetHexString(32, lowercase: true)}"));

    /// <summary>False for what was never a handle of that queue.</summary>
    public static bool IsOf(string queue, string receipt)
    {
        var bytes = new byte[receipt.Length];
        return Convert.TryFromBase64String(receipt, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).StartsWith($"{queue}/", StringComparison.Ordinal);
    }
}
