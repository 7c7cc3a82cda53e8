using System.Globalization;

namespace Platform.Hosting.Publishing.Settings;

/// <summary>Kubernetes' quantities as numbers, to compare them.</summary>
internal static class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m),
        ("Mi", 1024m * 1024),
        ("Gi", 1024m * 1024 * 1024),
        ("Ti", 1024m * 1024 * 1024 * 1024),
        ("Pi", 1024m * 1024 * 1024 * 1024 * 1024),
        ("Ei", 1024m * 1024 * 1024 * 1024 * 1024 * 1024),
        ("m", 0.001m),
        ("k", 1000m),
        ("M", 1000_000m),
        ("G", 1000_000_000m),
        ("T", 1000_000_000_000m),
        ("P", 1000_000_000_000_000m),
        ("E", 1000_000_000_000_000_000m),
    ];

    /// <summary>Null where it is no quantity.</summary>
    public static decimal? Parse(string text)
    {
        if (!SettingRules.IsQuantity(text))
        {
            return null;
        }
        var (suffix, factor) = Suffixes.FirstOrDefault(
            known => text.EndsWith(known.Suffix, StringComparison.Ordinal),
            (Suffix: "", Factor: 1m)
        );
        return decimal.Parse(text.AsSpan(0, text.Length - suffix.Length), CultureInfo.InvariantCulture) * factor;
    }
}
