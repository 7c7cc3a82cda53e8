using System.Security.Cryptography;

namespace Aspire.Hosting.Run.Unix;

/// <summary>
/// The variable that every started program carries and hands down: <c>PLATFORM_RUN=HOST.NUMBER</c>. By it the host and its guard
/// recognise processes that left the session of the program they belong to.
/// </summary>
internal static class RunMarker
{
    public const string Variable = "PLATFORM_RUN";

    private static int last;

    public static ReadOnlySpan<byte> VariableAssignment => "PLATFORM_RUN="u8;

    /// <summary>This host; not its process id, which may come again while children of a dead host still live.</summary>
    public static string Host { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public static string Next() => $"{Host}.{Interlocked.Increment(ref last)}";
}
