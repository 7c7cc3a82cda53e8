using System.Globalization;

namespace Channels.Malls;

/// <summary>What malls call our products: <c>p-17</c>.</summary>
internal static class ProductCode
{
    private const string Prefix = "p-";

    public static string Of(long productId) => Prefix + productId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null for what is not ours.</summary>
    public static long? Parse(string? code) =>
        code?.StartsWith(Prefix, StringComparison.Ordinal) == true
        && long.TryParse(code.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && Of(id) == code
            ? id
            : null;
}
