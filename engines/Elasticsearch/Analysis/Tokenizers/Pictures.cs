namespace Platform.Engines.Elasticsearch.Analysis.Tokenizers;

/// <summary>Emoji (UTS #51): which code points are pictures, and how far a sequence of them reaches.</summary>
internal static class Pictures
{
    private const char Joiner = '\u200D';
    private const char KeyCap = '\u20E3';
    private const char TextSelector = '\uFE0E';
    private const char PictureSelector = '\uFE0F';

    /// <summary>Extended_Pictographic, and the modifiers of skin.</summary>
    public static bool IsPictographic(int c) =>
        c >= 0xA9
        && c
            is 0xA9
                or 0xAE
                or 0x203C
                or 0x2049
                or 0x2122
                or 0x2139
                or (>= 0x2194 and <= 0x2199)
                or 0x21A9
                or 0x21AA
                or 0x231A
                or 0x231B
                or 0x2328
                or 0x2388
                or 0x23CF
                or (>= 0x23E9 and <= 0x23F3)
                or (>= 0x23F8 and <= 0x23FA)
                or 0x24C2
                or 0x25AA
                or 0x25AB
                or 0x25B6
                or 0x25C0
                or (>= 0x25FB and <= 0x25FE)
                or (>= 0x2600 and <= 0x2605)
                or (>= 0x2607 and <= 0x2612)
                or (>= 0x2614 and <= 0x2685)
                or (>= 0x2690 and <= 0x2705)
                or (>= 0x2708 and <= 0x2712)
                or 0x2714
                or 0x2716
                or 0x271D
                or 0x2721
                or 0x2728
                or 0x2733
                or 0x2734
                or 0x2744
                or 0x2747
                or 0x274C
                or 0x274E
                or (>= 0x2753 and <= 0x2755)
                or 0x2757
                or (>= 0x2763 and <= 0x2767)
                or (>= 0x2795 and <= 0x2797)
                or 0x27A1
                or 0x27B0
                or 0x27BF
                or 0x2934
                or 0x2935
                or (>= 0x2B05 and <= 0x2B07)
                or 0x2B1B
                or 0x2B1C
                or 0x2B50
                or 0x2B55
                or 0x3030
                or 0x303D
                or 0x3297
                or 0x3299
                or (>= 0x1F000 and <= 0x1F0FF)
                or (>= 0x1F10D and <= 0x1F10F)
                or 0x1F12F
                or (>= 0x1F16C and <= 0x1F171)
                or 0x1F17E
                or 0x1F17F
                or 0x1F18E
                or (>= 0x1F191 and <= 0x1F19A)
                or (>= 0x1F1AD and <= 0x1F1E5)
                or (>= 0x1F201 and <= 0x1F20F)
                or 0x1F21A
                or 0x1F22F
                or (>= 0x1F232 and <= 0x1F23A)
                or (>= 0x1F23C and <= 0x1F23F)
                or (>= 0x1F249 and <= 0x1F53D)
                or (>= 0x1F546 and <= 0x1F64F)
                or (>= 0x1F680 and <= 0x1F6FF)
                or (>= 0x1F774 and <= 0x1F77F)
                or (>= 0x1F7D5 and <= 0x1F7FF)
                or (>= 0x1F80C and <= 0x1F80F)
                or (>= 0x1F848 and <= 0x1F84F)
                or (>= 0x1F85A and <= 0x1F85F)
                or (>= 0x1F888 and <= 0x1F88F)
                or (>= 0x1F8AE and <= 0x1F8FF)
                or (>= 0x1F90C and <= 0x1F93A)
                or (>= 0x1F93C and <= 0x1F945)
                or (>= 0x1F947 and <= 0x1FAFF)
                or (>= 0x1FC00 and <= 0x1FFFD);

    /// <summary>Where the emoji ends that <paramref name="text"/> begins with; 0 when it begins with none.</summary>
    public static int End(ReadOnlySpan<char> text)
    {
        var flags = WordClasses.Flags(text, 0, out var width);
        if (WordClasses.Class(flags) == WordClass.RegionalIndicator)
        {
            var second = Extended(text, width, text.Length);
            return second < text.Length && WordClasses.At(text, second, out var secondWidth) == WordClass.RegionalIndicator
                ? Extended(text, second + secondWidth, text.Length)
                : 0;
        }

        return text[0] is (>= '0' and <= '9') or '#' or '*' ? KeyCapEnd(text) : SequenceEnd(text);
    }

    private static int KeyCapEnd(ReadOnlySpan<char> text)
    {
        var end = Selected(text, 1);
        if (end + 1 < text.Length && text[end] == PictureSelector && text[end + 1] == KeyCap)
        {
            return Selected(text, end + 2);
        }

        // The cap is a combining mark itself.
        return text[1..end].Contains(KeyCap) ? end : 0;
    }

    private static int SequenceEnd(ReadOnlySpan<char> text)
    {
        var end = 0;
        var at = 0;
        while (at < text.Length)
        {
            while (at < text.Length && text[at] == Joiner)
            {
                at++;
            }

            if (at == text.Length || !WordClasses.IsPicture(WordClasses.Flags(text, at, out var width)))
            {
                break;
            }

            var modifier = IsModifier(text, at);
            end = Selected(text, at + width);
            if (!modifier && IsModifier(text, end))
            {
                end = Selected(text, end + 2);
            }
            else if (end < text.Length && text[end] == PictureSelector)
            {
                end++;
            }

            at = end;
            if (text[end - 1] != Joiner && (at == text.Length || text[at] != Joiner))
            {
                break;
            }
        }

        return end;
    }

    private static bool IsModifier(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && text[at] == '\uD83C' && text[at + 1] is >= '\uDFFB' and <= '\uDFFF';

    private static int Extended(ReadOnlySpan<char> text, int at, int limit)
    {
        while (at < limit && WordClasses.At(text, at, out var width) == WordClass.Extend)
        {
            at += width;
        }

        return at;
    }

    private static int Selected(ReadOnlySpan<char> text, int at)
    {
        while (
            at < text.Length
            && text[at] is not (TextSelector or PictureSelector)
            && WordClasses.At(text, at, out var width) == WordClass.Extend
        )
        {
            at += width;
        }

        return at;
    }
}
