using System.Text;
using Platform.Extraction;

namespace Extraction.Tests.Pdf;

public sealed class PdfStructureTests
{
    private const string Hello = "BT /F 12 Tf 72 720 Td (Hello) Tj ET";

    [Fact]
    public async Task A_page_with_a_table()
    {
        var result = await Given.FileAsync(MadePdf.Page(Hello).Save());

        result.DetectedType.ShouldBe("application/pdf");
        Given.TextOf(result).ShouldBe("Hello\n\f");
        result.Artifacts[0].Name.ShouldBe("text.txt");
        result.Properties["pages"].ShouldBe("1");
        result.Properties["words"].ShouldBe("1");
        result.Properties.Keys.ShouldNotContain("repaired");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Objects_in_streams(bool predictor) => await ShouldReadAsync(MadePdf.Page(Hello).SaveStreamed(predictor), "Hello\n\f");

    [Fact]
    public async Task A_hybrid_file() => await ShouldReadAsync(MadePdf.Page(Hello).SaveHybrid(), "Hello\n\f");

    [Fact]
    public async Task What_was_appended_last_is_what_counts()
    {
        var pdf = MadePdf.Page(Hello);
        var content = pdf.Objects.First(one => Encoding.Latin1.GetString(one.Value).Contains("Hello", StringComparison.Ordinal)).Key;
        var file = pdf.Save();

        foreach (var word in (string[])["Second", "Third"])
        {
            var body = MadePdf.StreamBody("", MadePdf.Latin1(Hello.Replace("Hello", word, StringComparison.Ordinal)));
            file = pdf.Update(file, (content, Encoding.Latin1.GetString(body)));
            await ShouldReadAsync(file, word + "\n\f");
        }
    }

    [Fact]
    public async Task Pages_come_in_the_order_of_the_tree_and_inherit_fonts()
    {
        var pdf = new MadePdf();
        var (tree, branch) = (pdf.Reserve(), pdf.Reserve());
        var pages = Enumerable
            .Range(1, 4)
            .Select(i => pdf.Add($"<< /Type /Page /Contents {pdf.Stream("", MadePdf.Latin1($"BT /F 9 Tf (Page {i}) Tj ET"))} 0 R >>"))
            .ToList();
        pdf.Set(branch, $"<< /Type /Pages /Parent {tree} 0 R /Count 2 /Kids [{pages[1]} 0 R {pages[2]} 0 R] >>");
        pdf.Set(
            tree,
            $"<< /Type /Pages /Count 4 /Kids [{pages[0]} 0 R {branch} 0 R {pages[3]} 0 R] /Resources << /Font << /F {MadePdf.Helvetica} >> >> >>"
        );
        pdf.Catalog = pdf.Add($"<< /Type /Catalog /Pages {tree} 0 R >>");

        var result = await Given.FileAsync(pdf.Save());

        Given.TextOf(result).ShouldBe("Page 1\n\fPage 2\n\fPage 3\n\fPage 4\n\f");
        result.Properties["pages"].ShouldBe("4");
    }

    [Fact]
    public async Task A_content_in_pieces_is_one()
    {
        var pdf = MadePdf.Of(made =>
        {
            var parts = ((string[])["BT /F 12 Tf 72", "720 Td (Hel) Tj", "(lo) Tj ET"]).Select(part =>
                made.Stream("", MadePdf.Latin1(part))
            );
            var contents = string.Join(' ', parts.Select(part => $"{part} 0 R"));
            return [$"/Contents [{contents}] /Resources << /Font << /F {MadePdf.Helvetica} >> >>"];
        });

        await ShouldReadAsync(pdf.Save(), "Hello\n\f");
    }

    [Fact]
    public async Task Lines_of_mail_before_the_header_do_no_harm() =>
        await ShouldReadAsync([.. "Content-Type: application/pdf\r\n\r\n"u8, .. MadePdf.Page(Hello).Save()], "Hello\n\f");

    [Theory]
    [InlineData("startxref", "startxyz")]
    [InlineData("xref\n0 1", "xerf\n0 1")]
    [InlineData("trailer", "trialer")]
    [InlineData("00000 n \n", "00000 x \n")]
    [InlineData("0000000015 ", "0000000017 ")]
    public async Task A_broken_cross_reference_is_rebuilt(string right, string wrong)
    {
        var file = Encoding.Latin1.GetString(MadePdf.Page(Hello).Save());
        file.ShouldContain(right);

        var result = await Given.FileAsync(file.Replace(right, wrong, StringComparison.Ordinal));

        Given.TextOf(result).ShouldBe("Hello\n\f");
        result.Properties["repaired"].ShouldBe("true");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_without_its_end_is_rebuilt(bool streamed)
    {
        var file = streamed ? MadePdf.Page(Hello).SaveStreamed() : MadePdf.Page(Hello).Save();
        var end = Encoding.Latin1.GetString(file).LastIndexOf(streamed ? "startxref" : "xref\n0 1", StringComparison.Ordinal);

        var result = await Given.FileAsync(file[..end]);

        Given.TextOf(result).ShouldBe("Hello\n\f");
        result.Properties["repaired"].ShouldBe("true");
    }

    [Theory]
    [InlineData("/Length 35", "/Length 99")]
    [InlineData("/Length 35", "/Length 9 ")]
    [InlineData("/Length 35", "/Longth 35")]
    [InlineData("/Length 35", "/Length -1")]
    [InlineData("/Length 35", "/Length 1 0 R")]
    public async Task A_stream_whose_length_is_wrong_ends_at_its_end(string right, string wrong)
    {
        var file = Encoding.Latin1.GetString(MadePdf.Page(Hello).Save());
        file.ShouldContain(right);

        var result = await Given.FileAsync(file.Replace(right, wrong, StringComparison.Ordinal));

        Given.TextOf(result).ShouldBe("Hello\n\f");
    }

    [Fact]
    public async Task A_length_may_be_an_object()
    {
        var pdf = MadePdf.Of(made =>
        {
            // What looks like the end stands in the middle of it.
            var content = Hello + " % endstream endobj\nBT /F 12 Tf 72 700 Td (more) Tj ET";
            var length = made.Add($"{content.Length}");
            var stream = made.Add($"<< /Length {length} 0 R >>\nstream\r\n{content}\nendstream");
            return [$"/Contents {stream} 0 R /Resources << /Font << /F {MadePdf.Helvetica} >> >>"];
        });

        await ShouldReadAsync(pdf.Save(), "Hello\nmore\n\f");
    }

    [Theory]
    [InlineData("(plain \\(title\\))", "plain (title)")]
    [InlineData("<FEFFC8FCBB380020BA85C138>", "주문 명세")]
    [InlineData("<EFBBBFEC839D>", "생")]
    [InlineData("(\\200 bullet \\240)", "• bullet €")]
    public async Task The_title_in_every_encoding(string title, string expected)
    {
        var pdf = MadePdf.Page(Hello);
        pdf.Information = pdf.Add($"<< /Title {title} /Author (Kim) >>");

        var result = await Given.FileAsync(pdf.Save());

        result.Properties["title"].ShouldBe(expected);
        result.Properties["author"].ShouldBe("Kim");
    }

    [Fact]
    public async Task A_page_that_is_only_a_picture_has_no_text_and_says_so()
    {
        var result = await Given.FileAsync(MadePdf.Page("q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q").Save());

        Given.TextOf(result).ShouldBe("\f");
        result.Properties["text"].ShouldBe("none");
        result.Properties["note"].ShouldContain("no optical character recognition");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_encrypted_file_is_refused_as_such(bool broken)
    {
        var pdf = MadePdf.Page(Hello);
        pdf.Trailer = $"/Encrypt {pdf.Add("<< /Filter /Standard /V 4 /R 4 >>")} 0 R";
        var file = Encoding.Latin1.GetString(pdf.Save());

        var result = await Given.FileAsync(broken ? file.Replace("startxref", "startxxxx", StringComparison.Ordinal) : file);

        result.Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.Encrypted);
        result.Size.ShouldBe(file.Length);
    }

    [Theory]
    [InlineData("%PDF-1.7\n")]
    [InlineData("%PDF-1.7\nnothing of the kind")]
    [InlineData("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer << /Root 2 0 R >>")]
    public async Task A_file_without_a_page_is_damaged(string file) =>
        (await Given.FileAsync(file)).Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.Damaged);

    [Fact]
    public async Task A_page_without_a_tree_is_found()
    {
        var file = Encoding.Latin1.GetString(MadePdf.Page(Hello).Save());

        var result = await Given.FileAsync(
            file.Replace("/Kids", "/Kidz", StringComparison.Ordinal).Replace("/Pages ", "/Pagez ", StringComparison.Ordinal)
        );

        Given.TextOf(result).ShouldBe("Hello\n\f");
    }

    private static async Task ShouldReadAsync(byte[] file, string text)
    {
        var result = await Given.FileAsync(file);

        Given.TextOf(result).ShouldBe(text);
        result.Properties.Keys.ShouldNotContain("repaired");
    }
}
