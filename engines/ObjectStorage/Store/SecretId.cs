using System.Security.Cryptography;

namespace Platform.Engines.ObjectStorage.Store;

/// <summary>Ids that nobody guesses.</summary>
internal static class SecretId
{
    /// <summary>32 characters of Base64url.</summary>
    public static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)).Replace('+', '-').Replace('/', '_');
}
