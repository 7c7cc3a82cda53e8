using System.Text;

namespace Extraction.Tests.Pdf;

public sealed class PdfFuzzTests
{
    [Fact]
    public async Task Whatever_is_changed_in_a_pdf_it_is_read_or_refused()
    {
        var random = new Random(20);
        var originals = Originals().ToList();
        var (read, refused) = (0, 0);
        for (var time = FuzzTime.Start(); !time.IsOver; )
        {
            var pdf = Changed(originals[random.Next(originals.Count)], random);

            var result = await Given.FileAsync(pdf);

            result.Size.ShouldBe(pdf.Length);
            result.Refusal?.Detail.ShouldNotContain("this reader fails");
            _ = result.Refusal is null ? read++ : refused++;
        }

        // Both, or the changes would be too small or too large to prove anything.
        read.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(0);
    }

    // Every kind of cross-reference, filter, font and operator once; not deflated where it need not be, so that changes reach them.
    private static IEnumerable<byte[]> Originals()
    {
        var pdf = MadePdf.Of(made =>
        {
            var map = made.Stream(
                "",
                MadePdf.Latin1(
                    "begincmap 2 begincodespacerange <00> <7f> <8140> <fefe> endcodespacerange 1 beginbfchar <41> <D83DDE00> endbfchar "
                        + "2 beginbfrange <0010> <0012> [<C8FC> <BB38> <C11C>] <0020> <0030> <AC00> endbfrange 1 begincidrange <8140> <8200> 7 endcidrange endcmap"
                )
            );
            var composite = made.Add(
                $"<< /Type /Font /Subtype /Type0 /Encoding {map} 0 R /ToUnicode {map} 0 R /DescendantFonts [<< /W [1 [500 600] 3 9 250] /DW 900 >>] >>"
            );
            var simple = made.Add(
                $"<< /Type /Font /Subtype /Type3 /FontMatrix [.001 0 0 .001 0 0] /FirstChar 65 /Widths [500 600 700] /Encoding << /Differences [65 /A /uni0042 /f_i] >> /ToUnicode {map} 0 R >>"
            );
            var form = made.Stream(
                $"/Subtype /Form /Matrix [1 0 0 1 0 -20] /Resources << /Font << /F {MadePdf.Helvetica} >> >>",
                MadePdf.Latin1("q BT /F 12 Tf (form) Tj ET Q")
            );
            const string text =
                "q 1 0 0 1 5 5 cm BT /G gs /F 12 Tf 14 TL 1 Tc 2 Tw 90 Tz 72 720 Td (text \\101\\)) Tj T* [(a) -300 <4142>] TJ (b) ' 1 2 (c) \" ET Q "
                + "/Span << /ActualText (x) >> BDC BT /C 9 Tf <00100011> Tj ET EMC /X Do BI /W 1 /H 1 ID x EI BT /S 10 Tf 1 0 0 1 9 9 Tm (ABC) Tj ET";
            string[] contents =
            [
                $"{made.Stream("", MadePdf.Latin1(text))} 0 R",
                $"[{made.Stream("/Filter /FlateDecode", MadePdf.Deflate(MadePdf.Latin1(text)))} 0 R {form} 0 R]",
                $"{made.Stream("/Filter [/ASCIIHexDecode /LZWDecode]", MadePdf.Latin1(Convert.ToHexString(LzwEncoder.Encode(MadePdf.Latin1(text), true))))} 0 R",
                $"{made.Stream("/Filter [/RunLengthDecode /ASCII85Decode] /DecodeParms [null << /Predictor 12 /Columns 9 >>]", MadePdf.Latin1("\x1087cURD]i,\"Ebo80\x80"))} 0 R",
            ];
            return
            [
                .. contents.Select(content =>
                    $"/Contents {content} /Resources << /Font << /F {MadePdf.Helvetica} /C {composite} 0 R /S {simple} 0 R >> /XObject << /X {form} 0 R >> /ExtGState << /G << /Font [{simple} 0 R 9] >> >> >>"
                ),
            ];
        });
        pdf.Information = pdf.Add("<< /Title <FEFFC8FC> /Author (a) >>");
        yield return pdf.Save();
        yield return pdf.SaveStreamed();
        yield return pdf.SaveStreamed(predictor: true);
        yield return pdf.SaveHybrid();
        yield return pdf.Update(pdf.Save(), (pdf.Information, "<< /Title (new) >>"));
    }

    private static byte[] Changed(byte[] original, Random random)
    {
        var changed = new List<byte>(original);
        for (var count = random.Next(1, 8); count > 0; count--)
        {
            var at = random.Next(9, changed.Count);
            switch (random.Next(8))
            {
                case 0:
                    changed.RemoveRange(at, Math.Min(random.Next(1, 40), changed.Count - at));
                    break;
                case 1:
                    var from = random.Next(9, changed.Count);
                    changed.InsertRange(at, changed.GetRange(from, Math.Min(random.Next(1, 200), changed.Count - from)));
                    break;
                case 2:
                    // Another number: an offset, a length, a reference.
                    var digit = changed.FindIndex(at, one => one is >= (byte)'0' and <= (byte)'9');
                    if (digit >= 0)
                    {
                        changed[digit] = (byte)random.Next('0', '9' + 1);
                    }

                    break;
                case 3:
                    changed.InsertRange(at, Encoding.ASCII.GetBytes(Words[random.Next(Words.Length)]));
                    break;
                default:
                    changed[at] = (byte)random.Next(256);
                    break;
            }

            if (changed.Count < 20)
            {
                break;
            }
        }

        return random.Next(20) is 0 ? [.. changed[..random.Next(9, changed.Count)]] : [.. changed];
    }

    private static readonly string[] Words =
    [
        " 99999999999999999999 ",
        " -1 ",
        " 2147483647 ",
        " 4294967295 ",
        " 1e308 ",
        "[[[[",
        "<<",
        ">>",
        " endobj ",
        " stream\n",
        " endstream ",
        " obj ",
        " 1 0 R ",
        " 3 0 R ",
        " /Length -5 ",
        " /Filter /FlateDecode ",
        " /Filter /LZWDecode ",
        " /Prev 9 ",
        " /W [8 8 8] ",
        " /N 9999999 ",
        " /First -1 ",
        " /Kids [1 0 R] ",
        " Tj ",
        " TJ ",
        " ET BT ",
        " q ",
        " Q ",
        " BI ID ",
        " xref\n0 9999999\n",
        " trailer ",
        " startxref 1 ",
        "(",
        ")",
        "<",
        " /Encrypt 1 0 R ",
        " beginbfrange <00> <ffffffff> <0041> endbfrange ",
        " /Columns 2147483647 ",
        " /Colors 99 ",
        " /Predictor 15 ",
        " %",
        "\0",
    ];
}
