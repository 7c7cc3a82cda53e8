using System.Text;

namespace Extraction.Tests.Pdf;

public sealed class PdfFontTests
{
    private const string Type1 = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica";

    [Theory]
    [InlineData("/Encoding /WinAnsiEncoding", "\x80\x93\xe9\xfc\x94\x27", "€“éü”'")]
    [InlineData("/Encoding /MacRomanEncoding", "\x8e\x9f\xd2\xd3", "éü“”")]
    [InlineData("/Encoding /StandardEncoding", "\x27\x60\xae\xfb\xe1", "’‘fißÆ")]
    [InlineData("", "\x27", "’")]
    [InlineData(
        "/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [65 /B /Omega 200 /uni20AC /u1F600 /a.alt /f_f_i /uniD55CAE00] >>",
        "ABC\xc8\xc9\xca\xcb\xcc",
        "BΩC€😀affi한글"
    )]
    [InlineData(
        "/Encoding << /Differences [1 /Aogonek /lslash /Zcaron /ydieresis /germandbls /fi /quoteright /Won] >>",
        "\x01\x02\x03\x04\x05\x06\x07",
        "ĄłŽÿßfi’"
    )]
    public Task Encodings_of_single_bytes(string encoding, string shown, string text) =>
        ShouldShowAsync($"{Type1} {encoding} >>", shown, text);

    [Fact]
    public Task Symbol_is_greek() => ShouldShowAsync("<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>", "abG\xb7", "αβΓ•");

    [Fact]
    public async Task An_embedded_type_1_font_has_an_encoding_of_its_own() =>
        await ShouldShowAsync(
            pdf =>
            {
                var file = pdf.Stream(
                    "",
                    "%!PS\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 58 /period put\ndup 1/ff put\nreadonly def"u8.ToArray()
                );
                return $"{Type1} /FontDescriptor << /FontFile {file} 0 R >> /Encoding << /Differences [66 /question] >> >>";
            },
            ":\x01" + "B",
            ".ff?"
        );

    [Theory]
    [InlineData("2 beginbfchar <01> <0048> <02> <00660066> endbfchar", "\x01\x02", "Hff")]
    [InlineData("1 beginbfrange <10> <20> <0041> endbfrange", "\x10\x11\x20", "ABQ")]
    [InlineData("1 beginbfrange <10> <12> [<D55C> <AE00> <0021>] endbfrange", "\x10\x11\x12", "한글!")]
    [InlineData("1 beginbfchar <01> <D83DDE00> endbfchar 1 beginbfrange <02> <05> <D834DD1E> endbfrange", "\x01\x02\x04", "😀𝄞𝄠")]
    [InlineData("1 beginbfchar <01> /Euro endbfchar", "\x01", "€")]
    [InlineData("1 beginbfchar <0041> <005A> endbfchar", "A", "Z")]
    [InlineData("1 beginbfchar <01> <0000> endbfchar 1 beginbfrange <03> <01> <0041> endbfrange", "\x01" + "b", "b")]
    public Task ToUnicode_of_single_bytes(string map, string shown, string text) =>
        ShouldShowAsync(pdf => $"{Type1} /Encoding /WinAnsiEncoding /ToUnicode {Map(pdf, map)} 0 R >>", shown, text);

    [Theory]
    [InlineData("Identity-H")]
    [InlineData("Identity-V")]
    public async Task Korean_in_glyph_numbers_with_ToUnicode(string encoding)
    {
        var pdf = MadePdf.Of(made =>
        {
            var map = Map(
                made,
                "1 beginbfchar <0003> <0020> endbfchar 2 beginbfrange <0010> <0012> [<C8FC> <BB38> <C11C>] <0020> <0030> <AC00> endbfrange"
            );
            var content = made.Stream("", MadePdf.Latin1("BT /F 12 Tf 72 720 Td <0010001100120003> Tj [<0020> -20 <0021>] TJ ET"));
            return [$"/Contents {content} 0 R /Resources << /Font << /F {Composite(encoding, map)} >> >>"];
        });

        Given.TextOf(await Given.FileAsync(pdf.Save())).ShouldBe("주문서 가각\n\f");
    }

    [Theory]
    [InlineData("UniKS-UCS2-H", 1201)]
    [InlineData("UniKS-UTF16-H", 1201)]
    [InlineData("UniJIS-UTF16-V", 1201)]
    [InlineData("KSCms-UHC-H", 949)]
    [InlineData("KSC-EUC-H", 949)]
    public async Task Korean_in_an_encoding_that_is_only_named(string encoding, int page)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var codes = Convert.ToHexString(Encoding.GetEncoding(page).GetBytes("주문 A1"));
        var pdf = MadePdf.Page($"BT /F 12 Tf 72 720 Td <{codes}> Tj ET", Composite(encoding, null));

        Given.TextOf(await Given.FileAsync(pdf.Save())).ShouldBe("주문 A1\n\f");
    }

    [Fact]
    public async Task Codes_of_different_lengths()
    {
        var pdf = MadePdf.Of(made =>
        {
            var encoding = Map(
                made,
                "2 begincodespacerange <00> <7f> <8140> <fefe> endcodespacerange 1 begincidrange <8140> <8200> 7 endcidrange"
            );
            var map = Map(made, "1 beginbfrange <20> <7e> <0020> endbfrange 1 beginbfrange <8140> <8150> <AC00> endbfrange");
            var content = made.Stream("", MadePdf.Latin1("BT /F 12 Tf 72 720 Td <4181408142425a> Tj ET"));
            return [$"/Contents {content} 0 R /Resources << /Font << /F {Composite($"{encoding} 0 R", map, name: false)} >> >>"];
        });

        Given.TextOf(await Given.FileAsync(pdf.Save())).ShouldBe("A가갂BZ\n\f");
    }

    [Fact]
    public async Task What_a_font_does_not_tell_is_not_guessed()
    {
        var result = await Given.FileAsync(MadePdf.Page("BT /F 12 Tf 72 720 Td <00100011> Tj ET", Composite("Identity-H", null)).Save());

        Given.TextOf(result).ShouldBe("\ufffd\ufffd\n\f");
        result.Properties["unmappedCharacters"].ShouldBe("2");
    }

    [Theory]
    [InlineData("/W [16 [500 250]]", "\0\x10", "\0\x11")]
    [InlineData("/W [16 16 500]", "\0\x10", "\0\x11")]
    [InlineData("/DW 500", "\0\x10", "\0\x11")]
    public async Task Widths_tell_a_gap_from_a_wide_letter(string widths, string first, string second)
    {
        var pdf = MadePdf.Of(made =>
        {
            var map = Map(made, "1 beginbfrange <0010> <0011> <0041> endbfrange");
            var (one, two) = (Convert.ToHexString(Given.Latin1.GetBytes(first)), Convert.ToHexString(Given.Latin1.GetBytes(second)));
            var content = made.Stream(
                "",
                MadePdf.Latin1($"BT /F 10 Tf 0 50 Td <{one}> Tj 5 0 Td <{two}> Tj 0 -20 Td <{one}> Tj 8 0 Td <{two}> Tj ET")
            );
            return [$"/Contents {content} 0 R /Resources << /Font << /F {Composite("Identity-H", map, widths)} >> >>"];
        });

        Given.TextOf(await Given.FileAsync(pdf.Save())).ShouldBe("AB\nA B\n\f");
    }

    [Fact]
    public async Task A_type_3_font_has_a_scale_of_its_own()
    {
        const string font =
            "<< /Type /Font /Subtype /Type3 /FontMatrix [.01 0 0 .01 0 0] /FirstChar 97 /Widths [50 50] /Encoding << /Differences [97 /a /b] >> >>";

        await ShouldShowAsync(font, "ab) Tj 12 0 Td (a) Tj 8 0 Td (b", "aba b");
    }

    private static int Map(MadePdf pdf, string map) =>
        pdf.Stream(
            "",
            MadePdf.Latin1($"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n{map}\nendcmap end end")
        );

    private static string Composite(string encoding, int? map, string widths = "", bool name = true) =>
        $"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding {(name ? "/" : "")}{encoding} {(map is null ? "" : $"/ToUnicode {map} 0 R")} "
        + $"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X {widths} >>] >>";

    private static Task ShouldShowAsync(string font, string shown, string text) => ShouldShowAsync(_ => font, shown, text);

    private static async Task ShouldShowAsync(Func<MadePdf, string> font, string shown, string text)
    {
        var pdf = MadePdf.Of(made =>
        {
            var content = made.Stream("", MadePdf.Latin1($"BT /F 12 Tf 72 720 Td ({shown}) Tj ET"));
            return [$"/Contents {content} 0 R /Resources << /Font << /F {font(made)} >> >>"];
        });

        Given.TextOf(await Given.FileAsync(pdf.Save())).ShouldBe(text + "\n\f");
    }
}
