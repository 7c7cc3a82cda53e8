using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Platform.Hosting.Publishing.Settings;

/// <summary>Whether single values are what they must be.</summary>
internal static partial class SettingRules
{
    public static bool IsLabel(string text, int longest) => text.Length <= longest && Label().IsMatch(text);

    public static bool IsLabelValue(string text) => text.Length is > 0 and <= 63 && LabelValue().IsMatch(text);

    public static bool IsTag(string text) => Tag().IsMatch(text) && !text.Equals("latest", StringComparison.OrdinalIgnoreCase);

    /// <summary>Kubernetes' quantity, above zero.</summary>
    public static bool IsQuantity(string text) => Quantity().IsMatch(text) && text.Any(c => c is >= '1' and <= '9');

    /// <summary>Prometheus' duration.</summary>
    public static bool IsDuration(string text) => text.Length > 0 && Duration().IsMatch(text);

    public static bool IsEmail(string text) => Email().IsMatch(text);

    public static bool IsSupportedKubernetes(string text) =>
        Kubernetes().Match(text) is { Success: true } version
        && int.Parse(version.Groups["minor"].ValueSpan, CultureInfo.InvariantCulture) is >= 28 and <= 36;

    /// <summary>An address range whose host bits are zero.</summary>
    public static bool IsRange(string text) => IPNetwork.TryParse(text, out var range) && range.ToString() == text;

    public static bool Overlap(string one, string other) =>
        IPNetwork.TryParse(one, out var first)
        && IPNetwork.TryParse(other, out var second)
        && (first.Contains(second.BaseAddress) || second.Contains(first.BaseAddress));

    [GeneratedRegex("^[a-z]([-a-z0-9]*[a-z0-9])?$")]
    private static partial Regex Label();

    [GeneratedRegex("^[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?$")]
    private static partial Regex LabelValue();

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^\d+(\.\d+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$")]
    private static partial Regex Quantity();

    [GeneratedRegex(@"^(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Email();

    [GeneratedRegex(@"^v?1\.(?<minor>\d{1,3})(\.\d+)?$")]
    private static partial Regex Kubernetes();
}
