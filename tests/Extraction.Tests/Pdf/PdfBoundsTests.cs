using System.Text;
using Platform.Extraction;

namespace Extraction.Tests.Pdf;

public sealed class PdfBoundsTests
{
    [Fact]
    public async Task A_stream_that_inflates_to_too_much_is_refused()
    {
        // 1:1000, twice.
        var bomb = MadePdf.Deflate(MadePdf.Deflate(new byte[64 << 20]));
        var pdf = MadePdf.Of(made => [$"/Contents {made.Stream("/Filter [/FlateDecode /FlateDecode]", bomb)} 0 R"]);

        await ShouldBeTooLargeAsync(pdf.Save(), "inflate");
    }

    [Fact]
    public async Task Streams_that_inflate_to_too_much_together_are_refused()
    {
        var pdf = MadePdf.Of(made =>
        {
            var stream = made.Stream("/Filter /FlateDecode", MadePdf.Deflate(new byte[30 << 20]));
            return [.. Enumerable.Repeat($"/Contents {stream} 0 R", 100)];
        });

        await ShouldBeTooLargeAsync(pdf.Save(), "inflate");
    }

    [Fact]
    public async Task Objects_nested_too_deep_are_refused()
    {
        var pdf = MadePdf.Page("");
        pdf.Set(pdf.Catalog, new string('[', 1_000_000));

        await ShouldBeTooLargeAsync(pdf.Save(), "nested");
    }

    [Fact]
    public async Task Arrays_nested_in_a_content_are_refused() =>
        await ShouldBeTooLargeAsync(MadePdf.Page(new string('[', 1_000_000)).Save(), "nested");

    [Fact]
    public async Task Forms_that_draw_one_another_end()
    {
        var pdf = MadePdf.Of(made =>
        {
            var (one, two) = (made.Reserve(), made.Reserve());
            foreach (var (form, other) in ((int, int)[])[(one, two), (two, one)])
            {
                var body = MadePdf.StreamBody(
                    $"/Subtype /Form /Resources << /XObject << /X {other} 0 R >> >>",
                    "/X Do /X Do /X Do"u8.ToArray()
                );
                made.Set(form, Encoding.Latin1.GetString(body));
            }

            var content = made.Stream("", "/X Do BT /F 12 Tf (end) Tj ET"u8.ToArray());
            return [$"/Contents {content} 0 R /Resources << /Font << /F {MadePdf.Helvetica} >> /XObject << /X {one} 0 R >> >>"];
        });

        Given.TextOf(await Given.FileAsync(pdf.Save())).ShouldBe("end\n\f");
    }

    [Fact]
    public async Task Forms_that_draw_very_many_are_refused() => await ShouldBeTooLargeAsync(ManyForms(), "forms");

    [Fact]
    public async Task Contents_of_too_many_operators_are_refused()
    {
        var pdf = MadePdf.Of(made =>
        {
            var content = made.Stream("/Filter /FlateDecode", MadePdf.Deflate(MadePdf.Latin1(new string(']', 24 << 20))));
            return [$"/Contents {content} 0 R"];
        });

        await ShouldBeTooLargeAsync(pdf.Save(), "operators");
    }

    [Fact]
    public async Task A_page_tree_that_goes_in_circles_ends()
    {
        var pdf = MadePdf.Page("BT /F 12 Tf (once) Tj ET");
        var tree = Encoding.Latin1.GetString(pdf.Objects[1]);
        pdf.Set(1, tree.Replace("[", "[1 0 R ", StringComparison.Ordinal).Replace(" 0 R]", " 0 R 1 0 R]", StringComparison.Ordinal));

        Given.TextOf(await Given.FileAsync(pdf.Save())).ShouldBe("once\n\f");
    }

    [Fact]
    public async Task Cross_references_that_go_in_circles_end()
    {
        var pdf = MadePdf.Page("BT /F 12 Tf (once) Tj ET");
        var start = Encoding.Latin1.GetString(pdf.Save()).LastIndexOf("xref\n0 1", StringComparison.Ordinal);
        pdf.Trailer = $"/Prev {start}";

        Given.TextOf(await Given.FileAsync(pdf.Save())).ShouldBe("once\n\f");
    }

    [Fact]
    public async Task References_that_go_in_circles_end()
    {
        var pdf = MadePdf.Page("BT /F 12 Tf (once) Tj ET");
        var (one, two) = (pdf.Reserve(), pdf.Reserve());
        pdf.Set(one, $"{two} 0 R");
        pdf.Set(two, $"{one} 0 R");
        pdf.Information = one;

        Given.TextOf(await Given.FileAsync(pdf.Save())).ShouldBe("once\n\f");
    }

    [Fact]
    public async Task An_object_stream_that_says_it_begins_before_itself_is_not_read()
    {
        var pdf = Encoding.Latin1.GetString(MadePdf.Page("BT /F 12 Tf (once) Tj ET").SaveStreamed());

        var result = await Given.FileAsync(pdf.Replace("/First ", "/First -", StringComparison.Ordinal));

        result.Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.Damaged);
        result.Refusal!.Detail.ShouldNotContain("this reader fails");
    }

    [Fact]
    public async Task Too_many_pages_are_refused()
    {
        var pdf = MadePdf.Page("");
        var kids = string.Join(' ', Enumerable.Range(0, 20_001).Select(_ => "<< /Type /Page >>"));
        pdf.Set(1, $"<< /Type /Pages /Kids [{kids}] >>");

        await ShouldBeTooLargeAsync(pdf.Save(), "pages");
    }

    [Fact]
    public async Task A_long_extraction_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        // All of it has come; what is left to do is the reading of its forms.
        using var pdf = new StreamWithEnd(ManyForms(), cancelled.Cancel);

        await Should.ThrowAsync<OperationCanceledException>(() =>
            FileExtraction.RunAsync(pdf, new("a.pdf", null, "file", new Dictionary<string, string>()), cancelled.Token)
        );
    }

    // Ten times ten times ten …
    private static byte[] ManyForms() =>
        MadePdf
            .Of(made =>
            {
                var next = made.Stream("/Subtype /Form", []);
                for (var depth = 0; depth < 11; depth++)
                {
                    var draw = MadePdf.Latin1(string.Concat(Enumerable.Repeat("/X Do ", 10)));
                    next = made.Stream($"/Subtype /Form /Resources << /XObject << /X {next} 0 R >> >>", draw);
                }

                return [$"/Contents {made.Stream("", "/X Do"u8.ToArray())} 0 R /Resources << /XObject << /X {next} 0 R >> >>"];
            })
            .Save();

    private static async Task ShouldBeTooLargeAsync(byte[] pdf, string detail)
    {
        var refusal = (await Given.FileAsync(pdf)).Refusal.ShouldNotBeNull();

        refusal.Code.ShouldBe(RefusalCodes.TooLarge);
        refusal.Detail.ShouldContain(detail);
    }
}
