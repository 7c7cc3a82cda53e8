using System.Globalization;
using System.Text;

namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>What a character becomes in ASCII.</summary>
internal static class AsciiFolding
{
    public const int LongestFold = 4;

    /// <returns>The length written.</returns>
    public static int Fold(ReadOnlySpan<char> term, Span<char> target)
    {
        var length = 0;
        foreach (var c in term)
        {
            if (c < 0x80)
            {
                target[length++] = c;
            }
            else
            {
                var folded = Of(c);
                folded.CopyTo(target[length..]);
                length += folded.Length;
            }
        }

        return length;
    }

    private static string Of(char c) => char.IsSurrogate(c) || c >= 0xFFF0 ? c.ToString() : Decomposed(c) ?? c.ToString();

    private static string? Decomposed(char c)
    {
        var ascii = new StringBuilder();
        foreach (var part in c.ToString().Normalize(NormalizationForm.FormKD))
        {
            if (part < 0x80)
            {
                ascii.Append(part);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
            {
                return null;
            }
        }

        return ascii.Length is > 0 and <= LongestFold ? ascii.ToString() : null;
    }
}
