namespace Extraction.Tests.Pdf;

public sealed class PdfContentTests
{
    [Theory]
    [InlineData("(one) Tj 0 -14 Td (two) Tj", "one\ntwo")]
    [InlineData("14 TL (one) Tj T* (two) Tj", "one\ntwo")]
    [InlineData("(one) Tj 0 -14 TD (two) Tj T* (three) Tj", "one\ntwo\nthree")]
    [InlineData("14 TL (one) Tj (two) ' (three) '", "one\ntwo\nthree")]
    [InlineData("14 TL (one) Tj 1 2 (two) \"", "one\ntwo")]
    [InlineData("(one) Tj 1 0 0 1 72 600 Tm (two) Tj", "one\ntwo")]
    [InlineData("(one) Tj ET BT 72 500 Td (two) Tj", "one\ntwo")]
    [InlineData("(one) Tj ( two) Tj", "one two")]
    [InlineData("(one ) Tj 200 0 Td (two) Tj", "one two")]
    [InlineData("(one) Tj 20.1 4 Td (2) Tj", "one2")]
    public Task Lines_end_where_the_base_line_does(string shown, string text) => ShouldShowAsync(shown, text);

    [Theory]
    [InlineData("[(W) 80 (ord) -30 (s)] TJ", "Words")]
    [InlineData("[(two) -300 (words)] TJ", "two words")]
    [InlineData("[(two ) -300 (words)] TJ", "two words")]
    [InlineData("[(t) -300 (w) -300 (o)] TJ", "t w o")]
    [InlineData("(two) Tj 25 0 Td (words) Tj", "two words")]
    [InlineData("(two) Tj 17.3 0 Td (words) Tj", "twowords")]
    [InlineData("3 Tc (spread) Tj", "spread")]
    [InlineData("50 Tz (half) Tj 9 0 Td (wide) Tj", "halfwide")]
    [InlineData("20 Tw (a b) Tj", "a b")]
    [InlineData("(back) Tj -40 0 Td (again) Tj", "back\nagain")]
    public Task Words_end_where_a_gap_is(string shown, string text) => ShouldShowAsync(shown, text);

    [Theory]
    [InlineData("(\\101\\102\\72\\1013) Tj", "AB:A3")]
    [InlineData("(a\\\nb\\\r\nc) Tj", "abc")]
    [InlineData("(a(b)c\\)) Tj", "a(b)c)")]
    [InlineData("<48 65 6c6C 6F7> Tj", "Hellop")]
    [InlineData("(comment % is text) % is not\n Tj", "comment % is text")]
    [InlineData("(number) Tj 0 -.14e Td 0 -14 Td (next) Tj", "number\nnext")]
    [InlineData("(plus) Tj +0 --14 Td (minus) Tj", "plus\nminus")]
    public Task Strings_and_numbers_as_they_are_written(string shown, string text) => ShouldShowAsync(shown, text);

    [Fact]
    public Task A_turned_line_is_a_line() =>
        ShouldShowAsync("0 1 -1 0 300 300 Tm (up) Tj 30 0 Td (wards) Tj 0 -14 Td (next) Tj", "up wards\nnext");

    [Fact]
    public async Task What_q_saves_comes_back()
    {
        var content = "/F 12 Tf q BT /F 1 Tf (small) Tj ET Q BT 0 20 Td (a) Tj 10 0 Td (b) Tj ET";

        Given.TextOf(await Given.FileAsync(MadePdf.Page(content).Save())).ShouldBe("small\na b\n\f");
    }

    [Fact]
    public async Task The_page_may_be_scaled()
    {
        var content = "q .1 0 0 .1 0 0 cm BT /F 120 Tf 0 100 Td (large) Tj 350 0 Td (and) Tj 0 -140 Td (small) Tj ET Q";

        Given.TextOf(await Given.FileAsync(MadePdf.Page(content).Save())).ShouldBe("large and\nsmall\n\f");
    }

    [Fact]
    public async Task A_picture_in_the_content_is_jumped_over()
    {
        var content = "BT /F 12 Tf (a) Tj ET BI /W 4 /H 4 /BPC 8 /CS /G ID \x01 EI \xff(BT)\xfe Tj\nEI BT /F 12 Tf 0 -20 Td (b) Tj ET";

        Given.TextOf(await Given.FileAsync(MadePdf.Page(content).Save())).ShouldBe("a\nb\n\f");
    }

    [Fact]
    public async Task Forms_are_drawn_where_they_are_called_with_fonts_of_their_own_or_the_pages()
    {
        var pdf = MadePdf.Of(made =>
        {
            var inner = made.Stream("/Type /XObject /Subtype /Form", MadePdf.Latin1("BT /F 12 Tf 0 -40 Td (inner) Tj ET"));
            var outer = made.Stream(
                $"/Type /XObject /Subtype /Form /Matrix [1 0 0 1 0 -20] /Resources << /Font << /F {MadePdf.Helvetica} >> /XObject << /I {inner} 0 R >> >>",
                MadePdf.Latin1("BT /F 12 Tf (outer) Tj ET /I Do q q q")
            );
            var content = made.Stream("", MadePdf.Latin1("BT /F 12 Tf (before) Tj ET /O Do BT /F 12 Tf 0 -100 Td (after) Tj ET"));
            return [$"/Contents {content} 0 R /Resources << /Font << /F {MadePdf.Helvetica} >> /XObject << /O {outer} 0 R >> >>"];
        });

        Given.TextOf(await Given.FileAsync(pdf.Save())).ShouldBe("before\nouter\ninner\nafter\n\f");
    }

    [Theory]
    [InlineData("/Span << /ActualText (Zucker) >> BDC (Zuk) Tj 0 -14 Td (ker) Tj EMC ( and) Tj", "Zucker\nand")]
    [InlineData("/Span << /ActualText <FEFFD55C> >> BDC (?) Tj EMC (!) Tj", "한!")]
    [InlineData("/P << /MCID 0 >> BDC (kept) Tj EMC", "kept")]
    [InlineData("/Span << /ActualText (once) >> BDC /X BMC (a) Tj EMC (b) Tj EMC", "once")]
    [InlineData("/Span /Named BDC (x) Tj EMC", "named")]
    public async Task Text_that_says_what_it_means_is_believed(string shown, string text)
    {
        var pdf = MadePdf.Page($"BT /F 12 Tf 72 720 Td {shown} ET", resources: "/Properties << /Named << /ActualText (named) >> >>");

        Given.TextOf(await Given.FileAsync(pdf.Save())).ShouldBe(text + "\n\f");
    }

    [Fact]
    public async Task A_font_may_come_with_the_graphics_state()
    {
        var pdf = MadePdf.Of(made =>
        {
            var font = made.Add(MadePdf.Helvetica);
            var content = made.Stream("", MadePdf.Latin1("/G gs BT (state) Tj ET"));
            return [$"/Contents {content} 0 R /Resources << /ExtGState << /G << /Font [{font} 0 R 12] >> >> >>"];
        });

        Given.TextOf(await Given.FileAsync(pdf.Save())).ShouldBe("state\n\f");
    }

    private static async Task ShouldShowAsync(string shown, string text) =>
        Given.TextOf(await Given.FileAsync(MadePdf.Page($"BT /F 12 Tf 72 720 Td {shown} ET").Save())).ShouldBe(text + "\n\f");
}
