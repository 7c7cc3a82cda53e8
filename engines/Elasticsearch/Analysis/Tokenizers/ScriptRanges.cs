namespace Platform.Engines.Elasticsearch.Analysis.Tokenizers;

/// <summary>The scripts that word breaking treats apart, by code point.</summary>
internal static class ScriptRanges
{
    public static bool IsHan(int c) =>
        c is >= 0x4E00 and <= 0x9FFF
        || c
            is (>= 0x2E80 and <= 0x2E99)
                or (>= 0x2E9B and <= 0x2EF3)
                or (>= 0x2F00 and <= 0x2FD5)
                or 0x3007
                or (>= 0x3021 and <= 0x3029)
                or (>= 0x3038 and <= 0x303A)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0xF900 and <= 0xFA6D)
                or (>= 0xFA70 and <= 0xFAD9)
        || c
            is (>= 0x20000 and <= 0x2A6DF)
                or (>= 0x2A700 and <= 0x2B738)
                or (>= 0x2B740 and <= 0x2B81D)
                or (>= 0x2B820 and <= 0x2CEA1)
                or (>= 0x2CEB0 and <= 0x2EBE0)
                or (>= 0x2F800 and <= 0x2FA1D)
                or (>= 0x30000 and <= 0x3134A);

    public static bool IsHiragana(int c) =>
        c is (>= 0x3041 and <= 0x3096) or (>= 0x309D and <= 0x309F) or (>= 0x1B001 and <= 0x1B11F) or 0x1F200;

    public static bool IsKatakana(int c) =>
        c
            is (>= 0x3031 and <= 0x3035)
                or 0x309B
                or 0x309C
                or (>= 0x30A0 and <= 0x30FA)
                or (>= 0x30FC and <= 0x30FF)
                or (>= 0x31F0 and <= 0x31FF)
                or (>= 0x32D0 and <= 0x32FE)
                or (>= 0x3300 and <= 0x3357)
                or (>= 0xFF66 and <= 0xFF9D)
                or 0x1B000;

    public static bool IsHangul(int c) =>
        c
            is (>= 0x1100 and <= 0x11FF)
                or (>= 0x3131 and <= 0x318E)
                or (>= 0xA960 and <= 0xA97C)
                or (>= 0xAC00 and <= 0xD7A3)
                or (>= 0xD7B0 and <= 0xD7C6)
                or (>= 0xD7CB and <= 0xD7FB)
                or (>= 0xFFA0 and <= 0xFFBE)
                or (>= 0xFFC2 and <= 0xFFC7)
                or (>= 0xFFCA and <= 0xFFCF)
                or (>= 0xFFD2 and <= 0xFFD7)
                or (>= 0xFFDA and <= 0xFFDC);

    /// <summary>Letters, marks and signs of scripts that write no spaces; their digits are numbers as any others.</summary>
    public static bool IsComplexContext(int c) =>
        c >= 0xE01
        && c
            is <= 0xE3A
                or (>= 0xE40 and <= 0xE4E)
                or (>= 0xE81 and <= 0xEBD)
                or (>= 0xEC0 and <= 0xECD)
                or (>= 0xEDC and <= 0xEDF)
                or (>= 0x1000 and <= 0x103F)
                or (>= 0x1050 and <= 0x108F)
                or (>= 0x109A and <= 0x109F)
                or (>= 0x1780 and <= 0x17D3)
                or 0x17D7
                or 0x17DC
                or 0x17DD
                or (>= 0x1950 and <= 0x1974)
                or (>= 0x1980 and <= 0x19C9)
                or 0x19DA
                or 0x19DE
                or 0x19DF
                or (>= 0x1A20 and <= 0x1A7C)
                or (>= 0x1AA0 and <= 0x1AAD)
                or (>= 0xA9E0 and <= 0xA9EF)
                or (>= 0xA9FA and <= 0xA9FE)
                or (>= 0xAA60 and <= 0xAAC2)
                or (>= 0xAADB and <= 0xAADF)
                or (>= 0x11700 and <= 0x1172B)
                or (>= 0x1173A and <= 0x1173F);

    /// <summary>Ideographs of other scripts than Han (Tangut, Khitan, Nushu): no letters to word breaking.</summary>
    public static bool IsOtherIdeograph(int c) => c is (>= 0x17000 and <= 0x18D08) or (>= 0x1B170 and <= 0x1B2FB);

    /// <summary>No letters by category, yet letters to word breaking.</summary>
    public static bool IsLetterByExtension(int c) =>
        c
            is 0x5F3
                or (>= 0x24B6 and <= 0x24E9)
                or (>= 0x1F130 and <= 0x1F149)
                or (>= 0x1F150 and <= 0x1F169)
                or (>= 0x1F170 and <= 0x1F189);
}
