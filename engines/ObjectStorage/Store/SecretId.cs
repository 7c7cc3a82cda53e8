using System.Security.Cryptography;

namespace Platform.Engines.ObjectStorage.Store;

/// <summary>Ids that nobody guesses.</summary>
internal static class SecretId
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>32 letters and digits. No <c>-</c>: a command line would take an id that begins so for an option.</summary>
    public static string New() => RandomNumberGenerator.GetString(LettersAndDigits, 32);
}
