using System.Text;

namespace Platform.Extraction.Pdf;

/// <summary>Encodings of Korean, Japanese and Chinese fonts that a PDF only names: those whose codes are Unicode's or a code page's.</summary>
internal static class PredefinedCodes
{
    /// <returns>Null for those whose codes are glyphs, Identity-H before all.</returns>
    public static Encoding? Of(string name)
    {
        if (name.Contains("-UCS2-", StringComparison.Ordinal) || name.Contains("-UTF16-", StringComparison.Ordinal))
        {
            return Encoding.BigEndianUnicode;
        }

        var page = name.Split('-') switch
        {
            ["KSCms", "UHC", ..] or ["KSC", "EUC", ..] => 949,
            ["90ms" or "90msp", "RKSJ", ..] => 932,
            ["GBK" or "GBKp" or "GB", "EUC", ..] => 936,
            ["ETen" or "ETenms" or "B5pc", "B5" or "H" or "V", ..] => 950,
            _ => 0,
        };
        return page is 0 ? null : CodePagesEncodingProvider.Instance.GetEncoding(page);
    }

    /// <returns>How many of the bytes are one code.</returns>
    public static int Length(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        if (encoding.CodePage == Encoding.BigEndianUnicode.CodePage)
        {
            return Math.Min(bytes.Length, bytes[0] is >= 0xd8 and <= 0xdb ? 4 : 2);
        }

        // Katakana of half width are single bytes in Japanese only.
        var single = bytes[0] < 0x81 || (encoding.CodePage is 932 && bytes[0] is >= 0xa0 and <= 0xdf);
        return Math.Min(bytes.Length, single ? 1 : 2);
    }
}
