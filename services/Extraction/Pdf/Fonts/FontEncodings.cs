namespace Platform.Extraction.Pdf;

/// <summary>The named encodings of simple fonts, as tables of 256 characters; U+FFFD where there is none.</summary>
internal static class FontEncodings
{
    private const string Ascii = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

    private const string StandardAscii =
        " !\"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_‘abcdefghijklmnopqrstuvwxyz{|}~";

    private const string SymbolAscii = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";

    private const string StandardHigh =
        "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\ufffd–†‡·\ufffd¶•‚„”»…‰\ufffd¿"
        + "\ufffd`´ˆ˜¯˘˙¨\ufffd˚¸\ufffd˝˛ˇ—\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdÆ\ufffdª\ufffd\ufffd\ufffd\ufffdŁØŒº\ufffd\ufffd\ufffd\ufffd\ufffdæ\ufffd\ufffd\ufffdı\ufffd\ufffdłøœß\ufffd\ufffd\ufffd\ufffd";

    private const string WinAnsiHigh =
        "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿"
        + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

    private const string MacRomanHigh =
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
        + "¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\ufffdÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

    private const string SymbolHigh =
        "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"
        + "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\ufffd〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭\ufffd";

    public static readonly string Standard = Table(StandardAscii, StandardHigh);

    public static readonly string WinAnsi = Table(Ascii, WinAnsiHigh);

    public static readonly string MacRoman = Table(Ascii, MacRomanHigh);

    /// <summary>The Greek and the signs of the font called Symbol.</summary>
    public static readonly string Symbol = Table(SymbolAscii, SymbolHigh);

    /// <summary>The ornaments of the font called ZapfDingbats.</summary>
    public static readonly string Dingbats = MakeDingbats();

    /// <returns>Null for a name that is none of the three.</returns>
    public static string? Named(string? name) =>
        name switch
        {
            "StandardEncoding" => Standard,
            "WinAnsiEncoding" => WinAnsi,
            "MacRomanEncoding" => MacRoman,
            _ => null,
        };

    private static string Table(string ascii, string high) => new string('\ufffd', 32) + ascii + '\ufffd' + high;

    // Unicode took the font's order over, but for the signs that it had already.
    private static string MakeDingbats()
    {
        var table = new string('\ufffd', 256).ToCharArray();
        table[' '] = ' ';
        for (var code = 0x21; code <= 0x7e; code++)
        {
            table[code] = (char)(0x2701 + code - 0x21);
        }

        for (var code = 0xa1; code <= 0xfe; code++)
        {
            table[code] = (char)(0x2761 + code - 0xa1);
        }

        for (var number = 0; number < 10; number++)
        {
            table[0xac + number] = (char)('①' + number);
        }

        foreach (
            var (code, sign) in "%☎*☛+☞H★l●n■s▲t▼u◆w◗\u00a8♣\u00a9♦\u00aa♥\u00ab♠\u00d5→\u00d6↔\u00d7↕"
                .Chunk(2)
                .Select(pair => (pair[0], pair[1]))
        )
        {
            table[code] = sign;
        }

        return new(table);
    }
}
