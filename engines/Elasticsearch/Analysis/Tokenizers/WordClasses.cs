using System.Globalization;

namespace Platform.Engines.Elasticsearch.Analysis.Tokenizers;

/// <summary>
/// Word_Break of every code point: Unicode defines most of it by general categories, which .NET knows; what is listed here is the rest
/// (UAX #29, table 3). Stands for ICU's tables, which .NET does not open.
/// </summary>
internal static class WordClasses
{
    /// <summary>Set beside the class: Line_Break is Complex_Context (Thai, Lao, Khmer, Myanmar …).</summary>
    private const byte ComplexFlag = 0x40;

    /// <summary>Set beside the class: may begin an emoji.</summary>
    private const byte PictureFlag = 0x80;

    private static readonly byte[] Basic = Table();

    public static WordClass At(ReadOnlySpan<char> text, int index, out int width)
    {
        var flags = Flags(text, index, out width);
        return (WordClass)(flags & 0x3F);
    }

    public static bool IsComplex(byte flags) => (flags & ComplexFlag) != 0;

    public static bool IsPicture(byte flags) => (flags & PictureFlag) != 0;

    public static WordClass Class(byte flags) => (WordClass)(flags & 0x3F);

    public static byte Flags(ReadOnlySpan<char> text, int index, out int width)
    {
        var c = text[index];
        if (char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            width = 2;
            return Of(char.ConvertToUtf32(c, text[index + 1]));
        }

        width = 1;
        return Basic[c];
    }

    private static byte[] Table()
    {
        var table = new byte[0x10000];
        for (var c = 0; c < table.Length; c++)
        {
            table[c] = Of(c);
        }

        return table;
    }

    private static byte Of(int c)
    {
        var flags = (byte)ClassOf(c);
        if (ScriptRanges.IsComplexContext(c))
        {
            flags = (byte)((flags is (byte)WordClass.Extend ? flags : 0) | ComplexFlag);
        }

        return PictureRanges.IsPictographic(c) ? (byte)(flags | PictureFlag) : flags;
    }

    private static WordClass ClassOf(int c)
    {
        switch (c)
        {
            case '\'':
                return WordClass.SingleQuote;
            case '"':
                return WordClass.DoubleQuote;
            case '_' or 0x202F or 0x203F or 0x2040 or 0x2054 or 0xFE33 or 0xFE34 or (>= 0xFE4D and <= 0xFE4F) or 0xFF3F:
                return WordClass.ExtendNumLet;
            case ':' or 0xB7 or 0x2D7 or 0x387 or 0x5F4 or 0x2027 or 0xFE13 or 0xFE55 or 0xFF1A:
                return WordClass.MidLetter;
            case '.' or 0x2018 or 0x2019 or 0x2024 or 0xFE52 or 0xFF07 or 0xFF0E:
                return WordClass.MidNumLet;
            case ',' or ';' or 0x37E or 0x589 or 0x60C or 0x60D or 0x66C or 0x7F8 or 0x2044:
            case 0xFE10 or 0xFE14 or 0xFE50 or 0xFE54 or 0xFF0C or 0xFF1B:
                return WordClass.MidNum;
            case 0x66B:
                return WordClass.Numeric;
            case 0x200B or 0x3006:
                return WordClass.Other;
            case 0xFF9E or 0xFF9F:
                return WordClass.Extend;
            case >= 0x1F1E6 and <= 0x1F1FF:
                return WordClass.RegionalIndicator;
        }

        return ScriptRanges.IsHan(c) ? WordClass.Han
            : ScriptRanges.IsHiragana(c) ? WordClass.Hiragana
            : ScriptRanges.IsKatakana(c) ? WordClass.Katakana
            : ScriptRanges.IsHangul(c) ? WordClass.Hangul
            : ByCategory(c);
    }

    private static WordClass ByCategory(int c)
    {
        switch (CharUnicodeInfo.GetUnicodeCategory(c))
        {
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark:
            case UnicodeCategory.Format:
                return WordClass.Extend;
            case UnicodeCategory.DecimalDigitNumber:
                return WordClass.Numeric;
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter:
            case UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber:
                return c is (>= 0x5D0 and <= 0x5F2) or (>= 0xFB1D and <= 0xFB4F) ? WordClass.HebrewLetter
                    : ScriptRanges.IsOtherIdeograph(c) ? WordClass.Other
                    : WordClass.Letter;
            default:
                return ScriptRanges.IsLetterByExtension(c) ? WordClass.Letter : WordClass.Other;
        }
    }
}
