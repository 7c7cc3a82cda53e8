using System.Globalization;
using System.Security.Cryptography;

namespace Users.Accounts;

/// <summary>Salted PBKDF2-SHA256. A hash names its own iterations: <c>pbkdf2-sha256$iterations$salt$hash</c>.</summary>
public static class Passwords
{
    /// <summary>What OWASP recommends for PBKDF2 with SHA-256.</summary>
    public const int DefaultIterations = 600_000;

    private const string Scheme = "pbkdf2-sha256";
    private const int SaltLength = 16;
    private const int HashLength = 32;

    public static string Hash(string password, int iterations = DefaultIterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, HashLength);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Scheme}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}"
        );
    }

    public static bool Verify(string password, string stored)
    {
        if (stored.Split('$') is not [Scheme, var count, var salt, var hash])
        {
            return false;
        }
        var expected = Convert.FromBase64String(hash);
        var actual = Rfc2898DeriveBytes.Pbkdf2(
            password,
            Convert.FromBase64String(salt),
            int.Parse(count, CultureInfo.InvariantCulture),
            HashAlgorithmName.SHA256,
            expected.Length
        );
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }
}
