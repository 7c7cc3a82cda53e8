using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Dashboard.Security;

/// <summary>Secrets that are compared, derived and kept. None of them is ever logged.</summary>
internal static class Keys
{
    private static readonly byte[] Purpose = "Platform dashboard: the key of the pages"u8.ToArray();

    /// <summary>True where both are the same; takes as long whether they are or not.</summary>
    public static bool Same(string? given, string expected) =>
        given is not null
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(given)),
            SHA256.HashData(Encoding.UTF8.GetBytes(expected))
        );

    /// <summary>
    /// The key that a browser keeps, of the token that it showed. It follows from the token, so that open tabs go on after a restart as long as the
    /// instance keeps its token, and no second secret lies on disk.
    /// </summary>
    public static string Of(string token) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Purpose));

    /// <summary>The token kept in the directory, made if there is none; without a directory, one for this run.</summary>
    public static string Token(string? directory)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        if (directory is null)
        {
            return token;
        }
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, "browser-token");
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } kept)
        {
            return kept;
        }
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var writer = new StreamWriter(path, options);
        writer.Write(token);
        return token;
    }
}
