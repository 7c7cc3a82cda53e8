namespace Platform.Engines.Elasticsearch.Analysis.Tokenizers;

/// <summary>Unicode's properties of emoji (UTS #51), by code point.</summary>
internal static class PictureRanges
{
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

    /// <summary>Emoji_Modifier_Base: pictures of people, whose skin a modifier may colour.</summary>
    public static bool TakesModifier(int c) =>
        c
            is 0x261D
                or 0x26F9
                or (>= 0x270A and <= 0x270D)
                or 0x1F385
                or (>= 0x1F3C2 and <= 0x1F3C4)
                or 0x1F3C7
                or (>= 0x1F3CA and <= 0x1F3CC)
                or (>= 0x1F442 and <= 0x1F443)
                or (>= 0x1F446 and <= 0x1F450)
                or (>= 0x1F466 and <= 0x1F478)
                or 0x1F47C
                or (>= 0x1F481 and <= 0x1F483)
                or (>= 0x1F485 and <= 0x1F487)
                or 0x1F48F
                or 0x1F491
                or 0x1F4AA
                or (>= 0x1F574 and <= 0x1F575)
                or 0x1F57A
                or 0x1F590
                or (>= 0x1F595 and <= 0x1F596)
                or (>= 0x1F645 and <= 0x1F647)
                or (>= 0x1F64B and <= 0x1F64F)
                or 0x1F6A3
                or (>= 0x1F6B4 and <= 0x1F6B6)
                or 0x1F6C0
                or 0x1F6CC
                or 0x1F90C
                or 0x1F90F
                or (>= 0x1F918 and <= 0x1F91F)
                or 0x1F926
                or (>= 0x1F930 and <= 0x1F939)
                or (>= 0x1F93C and <= 0x1F93E)
                or 0x1F977
                or (>= 0x1F9B5 and <= 0x1F9B6)
                or (>= 0x1F9B8 and <= 0x1F9B9)
                or 0x1F9BB
                or (>= 0x1F9CD and <= 0x1F9CF)
                or (>= 0x1F9D1 and <= 0x1F9DD)
                or (>= 0x1FAC3 and <= 0x1FAC5)
                or (>= 0x1FAF0 and <= 0x1FAF6);
}
