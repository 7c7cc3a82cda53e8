using System.Security.Cryptography;
using System.Text;

namespace Platform.Services;

/// <summary>The <c>Idempotency-Key</c> header: a client's name for one intent, so that a request sent twice acts once.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 255;

    public const string Requirement = "is required: 1 to 255 visible ASCII characters, new for every intent, the same for every retry.";

    public static bool IsValid(string? key) => key is { Length: > 0 and <= MaxLength } && key.All(c => c is > ' ' and <= '~');

    /// <summary>What a key stands for: two requests with one key must have one fingerprint.</summary>
    public static string Fingerprint(string request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)));
}
