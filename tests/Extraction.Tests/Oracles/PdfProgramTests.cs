using System.Text;

namespace Extraction.Tests.Oracles;

/// <summary>PDFs made by one program, rewritten by another, read by us and by a third.</summary>
public sealed class PdfProgramTests
{
    private const string Unproved = "that text of PDFs made by other programs is read";

    // Everything that ReportLab makes which has text in it: its own fonts, an embedded one, a Korean one that is only named, tables, columns, forms.
    private const string Maker = """
        import sys, os
        from reportlab.pdfgen import canvas
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import getSampleStyleSheet
        from reportlab.platypus import SimpleDocTemplate, Paragraph, Table, PageBreak
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.ttfonts import TTFont
        folder = sys.argv[1]
        def path(name):
            return os.path.join(folder, name + ".pdf")
        c = canvas.Canvas(path("fonts"), pagesize=A4, pageCompression=0)
        for i, font in enumerate(("Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold", "Courier", "Times-Italic")):
            c.setFont(font, 10 + i)
            c.drawString(72, 700 - 40 * i, "The quick brown fox, €12.50 “quoted” – café (naïve) " + font)
        c.setFont("Symbol", 12)
        c.drawString(72, 400, "αβγ")
        c.setFont("ZapfDingbats", 12)
        c.drawString(72, 380, "★✓")
        c.showPage()
        c.drawString(72, 700, "Second page")
        c.save()
        pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
        c = canvas.Canvas(path("korean"), pagesize=A4)
        c.setFont("HYSMyeongJo-Medium", 12)
        for i, line in enumerate(("주문 번호 20260731 입니다", "결제가 완료되었습니다.", "Thank you 감사합니다")):
            c.drawString(72, 700 - 20 * i, line)
        c.save()
        styles = getSampleStyleSheet()
        words = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do <b>eiusmod</b> tempor <i>incididunt</i> ut labore et dolore magna aliqua. "
        story = [Paragraph("Terms & conditions", styles["Title"])]
        for i in range(12):
            story.append(Paragraph(f"{i}. " + words * 5, styles["BodyText"]))
        story.append(PageBreak())
        story.append(Table([[f"cell {r}.{k}" for k in range(4)] for r in range(20)]))
        SimpleDocTemplate(path("paragraphs"), pagesize=A4, title="Terms", author="Kim").build(story)
        truetype = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
        if os.path.exists(truetype):
            pdfmetrics.registerFont(TTFont("Deja", truetype))
            c = canvas.Canvas(path("truetype"), pagesize=A4)
            c.setFont("Deja", 11)
            for i, line in enumerate(("Žluťoučký kůň úpěl ďábelské ódy", "Σὲ γνωρίζω ἀπὸ τὴν κόψη", "Съешь ещё этих мягких булок", "∀x∈ℝ: ⌈x⌉ = −⌊−x⌋")):
                c.drawString(72, 700 - 25 * i, line)
            c.save()
        """;

    [Fact]
    public async Task Text_that_reportlab_wrote_is_what_pdftotext_reads()
    {
        using var folder = new Folder();
        await Installed.PythonAsync("reportlab", Maker, Unproved, folder.Path);
        foreach (var name in (string[])["fonts", "paragraphs"])
        {
            await ShouldReadAsPdftotextDoesAsync(folder[name + ".pdf"]);
        }
    }

    [Fact]
    public async Task An_embedded_font_is_read_as_pdftotext_reads_it()
    {
        using var folder = new Folder();
        await Installed.PythonAsync("reportlab", Maker, Unproved, folder.Path);
        Assert.SkipUnless(
            File.Exists(folder["truetype.pdf"]),
            "NOT PROVED: that text in an embedded font is read. DejaVu Sans is missing: apt-get install fonts-dejavu-core"
        );

        await ShouldReadAsPdftotextDoesAsync(folder["truetype.pdf"]);
    }

    [Fact]
    public async Task Korean_that_reportlab_wrote_in_a_font_that_is_only_named_is_read()
    {
        using var folder = new Folder();
        await Installed.PythonAsync("reportlab", Maker, Unproved, folder.Path);

        // pdftotext finds it only with the tables of another package.
        var text = Given.TextOf(await ReadAsync(folder["korean.pdf"]));

        text.ShouldBe("주문 번호 20260731 입니다\n결제가 완료되었습니다.\nThank you 감사합니다\n\f");
    }

    [Theory]
    [InlineData("--object-streams=generate")]
    [InlineData("--object-streams=generate", "--linearize")]
    [InlineData("--stream-data=uncompress", "--qdf")]
    [InlineData("--recompress-flate", "--compression-level=9", "--min-version=1.7")]
    public async Task Text_stays_the_same_however_qpdf_rewrites_the_file(params string[] options)
    {
        using var folder = new Folder();
        await Installed.PythonAsync("reportlab", Maker, Unproved, folder.Path);
        foreach (var file in Directory.GetFiles(folder.Path, "*.pdf").Order())
        {
            var rewritten = file + ".rewritten";
            await Installed.RunAsync("qpdf", "qpdf", "that files rewritten by another program are read", [.. options, file, rewritten]);

            var result = await ReadAsync(rewritten);

            Given.TextOf(result).ShouldBe(Given.TextOf(await ReadAsync(file)), Path.GetFileName(file));
            result.Properties.Keys.ShouldNotContain("repaired");
        }
    }

    [Fact]
    public async Task A_file_that_qpdf_encrypted_is_refused()
    {
        using var folder = new Folder();
        await Installed.PythonAsync("reportlab", Maker, Unproved, folder.Path);
        foreach (var bits in (string[])["128", "256"])
        {
            var encrypted = folder[bits];
            string[] arguments =
            [
                "--encrypt",
                "",
                "owner",
                bits,
                .. bits is "128" ? (string[])["--use-aes=y"] : [],
                "--",
                folder["fonts.pdf"],
                encrypted,
            ];
            await Installed.RunAsync("qpdf", "qpdf", "that files encrypted by another program are recognised", arguments);

            (await ReadAsync(encrypted)).Refusal.ShouldNotBeNull().Code.ShouldBe("ENCRYPTED");
        }
    }

    private static async Task ShouldReadAsPdftotextDoesAsync(string file)
    {
        if (!File.Exists(file))
        {
            // No font to embed on this machine: qpdf's and our own tests have embedded ones nevertheless.
            return;
        }

        var expected = await Installed.RunAsync(
            "pdftotext",
            "poppler-utils",
            "that text is what another reader finds",
            "-raw",
            "-enc",
            "UTF-8",
            file,
            "-"
        );

        Words(Given.TextOf(await ReadAsync(file))).ShouldBe(Words(expected), Path.GetFileName(file));
    }

    // Ligatures are two letters to us and one sign to some versions of pdftotext.
    private static string[] Words(string text) =>
        text.Normalize(NormalizationForm.FormKC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static async Task<Platform.Extraction.ExtractionResult> ReadAsync(string file) =>
        await Given.FileAsync(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
}
