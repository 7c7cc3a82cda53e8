using System.Text;

namespace Extraction.Tests.Pdf;

public sealed class PdfFilterTests
{
    private static readonly byte[] Content = MadePdf.Latin1(
        "BT /F 12 Tf 72 720 Td (All that is filtered) Tj ET % aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    );

    [Fact]
    public Task Flate() => ShouldReadAsync("/Filter /FlateDecode", MadePdf.Deflate(Content));

    [Fact]
    public Task Flate_whose_checksum_is_wrong() => ShouldReadAsync("/Filter /FlateDecode", [.. MadePdf.Deflate(Content)[..^4], 1, 2, 3, 4]);

    [Fact]
    public Task Flate_that_breaks_off() =>
        ShouldReadAsync("/Filter /FlateDecode", MadePdf.Deflate([.. Content, .. new byte[100_000]])[..^20]);

    [Fact]
    public Task Flate_without_a_header() => ShouldReadAsync("/Filter /FlateDecode", [0, 0, .. MadePdf.Deflate(Content)[2..]]);

    [Fact]
    public Task Hexadecimal() =>
        ShouldReadAsync("/Filter /ASCIIHexDecode", Encoding.ASCII.GetBytes(Convert.ToHexString(Content).Insert(7, "\n ") + ">"));

    [Fact]
    public Task Base_85() => ShouldReadAsync("/Filter /ASCII85Decode", Ascii85([.. Content, 0, 0, 0, 0, 32]));

    [Fact]
    public Task Run_lengths() =>
        ShouldReadAsync(
            "/Filter /RunLengthDecode",
            [.. Content.Chunk(100).SelectMany(part => (byte[])[(byte)(part.Length - 1), .. part]), 200, 32, 128]
        );

    [Theory]
    [InlineData("", true)]
    [InlineData("/DecodeParms << /EarlyChange 1 >>", true)]
    [InlineData("/DecodeParms << /EarlyChange 0 >>", false)]
    public Task Lzw(string parameters, bool early)
    {
        // Enough of it that codes of every length occur, and that the table is cleared.
        var random = new Random(3);
        byte[] content = [.. Content, .. "\n%"u8, .. Enumerable.Range(0, 20_000).Select(_ => (byte)random.Next('a', 'z'))];

        return ShouldReadAsync($"/Filter /LZWDecode {parameters}", LzwEncoder.Encode(content, early));
    }

    [Fact]
    public Task A_chain() =>
        ShouldReadAsync("/Filter [/ASCII85Decode /FlateDecode] /DecodeParms [null null]", Ascii85(MadePdf.Deflate(Content)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public Task Every_predictor_of_png(int filter)
    {
        byte[] padded = [.. Content, .. Enumerable.Repeat((byte)' ', 7 - (Content.Length % 7))];
        var (above, rows) = (new byte[7], new List<byte>());
        foreach (var row in padded.Chunk(7))
        {
            rows.Add((byte)filter);
            rows.AddRange(Png.PngBytes.Filter(filter, row, above, 1));
            above = row;
        }

        return ShouldReadAsync($"/Filter /FlateDecode /DecodeParms << /Predictor {10 + filter} /Columns 7 >>", MadePdf.Deflate([.. rows]));
    }

    [Fact]
    public Task The_predictor_of_tiff()
    {
        var rows = Content.Chunk(8).SelectMany(row => row.Select((one, i) => (byte)(i < 2 ? one : one - row[i - 2])));

        return ShouldReadAsync("/Filter [/FlateDecode] /DecodeParms [<< /Predictor 2 /Colors 2 /Columns 4 >>]", MadePdf.Deflate([.. rows]));
    }

    [Fact]
    public async Task A_filter_of_pictures_is_no_text()
    {
        var result = await Given.FileAsync(Pdf("/Filter /DCTDecode", Content));

        result.Properties["text"].ShouldBe("none");
    }

    private static async Task ShouldReadAsync(string entries, byte[] data) =>
        Given.TextOf(await Given.FileAsync(Pdf(entries, data))).ShouldBe("All that is filtered\n\f");

    private static byte[] Pdf(string entries, byte[] data) =>
        MadePdf.Of(pdf => [$"/Contents {pdf.Stream(entries, data)} 0 R /Resources << /Font << /F {MadePdf.Helvetica} >> >>"]).Save();

    private static byte[] Ascii85(byte[] data)
    {
        var text = new StringBuilder();
        foreach (var four in data.Chunk(4))
        {
            var value = four.Concat(new byte[4]).Take(4).Aggregate(0u, (sum, one) => (sum << 8) | one);
            var digits = new char[5];
            for (var i = 4; i >= 0; i--, value /= 85)
            {
                digits[i] = (char)('!' + (value % 85));
            }

            text.Append(four.Length is 4 && digits.All(digit => digit is '!') ? "z" : new string(digits, 0, four.Length + 1));
        }

        return Encoding.ASCII.GetBytes(text.Append("~>").ToString());
    }
}
