using System.Text.RegularExpressions;

namespace Platform.Dashboard.Resources;

/// <summary>What a terminal would show of a line, without its colours and links.</summary>
internal static partial class AnsiText
{
    public static string Strip(string line) => line.Contains('\e') ? Sequence().Replace(line, "") : line;

    // CSI … final byte, and OSC … BEL or ST (ECMA-48, 5.4 and 8.3.89).
    [GeneratedRegex(@"\e(?:\[[0-?]*[ -/]*[@-~]|\][^\a\e]*(?:\a|\e\\))")]
    private static partial Regex Sequence();
}
