using System.IO.Compression;
using Platform.Extraction;

namespace Extraction.Tests.Png;

public sealed class DamagedPngTests
{
    private static readonly byte[] Gray = RawPng.Compress([0, 1, 0, 2]);

    [Fact]
    public async Task A_picture_of_too_many_pixels_is_refused_by_its_header()
    {
        var png = RawPng.Of(RawPng.Header(40_000, 40_000, 16, 6), ("IDAT", Gray));

        var refusal = (await Given.FileAsync(png)).Refusal.ShouldNotBeNull();

        refusal.Code.ShouldBe(RefusalCodes.TooLarge);
        refusal.Detail.ShouldContain("40000 × 40000");
    }

    [Theory]
    [InlineData(0u, 1u, 8, 0, 0)]
    [InlineData(1u, 0u, 8, 0, 0)]
    [InlineData(1u, 1u, 3, 0, 0)]
    [InlineData(1u, 1u, 16, 3, 0)]
    [InlineData(1u, 1u, 4, 2, 0)]
    [InlineData(1u, 1u, 8, 5, 0)]
    [InlineData(1u, 1u, 8, 0, 2)]
    public Task A_header_that_the_format_does_not_know(uint width, uint height, byte depth, byte color, byte interlace) =>
        ShouldBeDamagedAsync(RawPng.Of(RawPng.Header(width, height, depth, color, interlace), ("IDAT", Gray)), "header");

    [Fact]
    public Task An_unknown_filter() => ShouldBeDamagedAsync(RawPng.Of(1, 2, 8, 0, [0, 1, 5, 2]), "filter 5");

    [Fact]
    public Task Missing_rows() => ShouldBeDamagedAsync(RawPng.Of(1, 3, 8, 0, [0, 1, 0, 2]), "rows are missing");

    [Fact]
    public Task A_missing_palette() => ShouldBeDamagedAsync(RawPng.Of(1, 2, 8, 3, [0, 0, 0, 0]), "palette is missing");

    [Fact]
    public Task No_picture() => ShouldBeDamagedAsync(RawPng.Of(RawPng.Header(1, 2, 8, 0)), "no picture");

    [Fact]
    public Task A_picture_in_pieces() =>
        ShouldBeDamagedAsync(
            RawPng.Of(RawPng.Header(1, 2, 8, 0), ("IDAT", Gray[..4]), ("tEXt", [65, 0, 65]), ("IDAT", Gray[4..])),
            "in pieces"
        );

    [Fact]
    public Task An_unknown_chunk_that_must_be_understood() =>
        ShouldBeDamagedAsync(RawPng.Of(RawPng.Header(1, 2, 8, 0), ("ABCD", []), ("IDAT", Gray)), "not known");

    [Fact]
    public async Task A_wrong_checksum_of_what_matters_and_of_what_does_not()
    {
        var png = RawPng.Of(RawPng.Header(1, 2, 8, 0), ("tIME", [1, 2, 3, 4, 5, 6, 7]), ("IDAT", Gray));
        var inTime = Array.LastIndexOf(png, (byte)'E', png.AsSpan().IndexOf("IDAT"u8)) + 2;
        var inPicture = png.AsSpan().IndexOf("IDAT"u8) + 6;

        png[inTime] ^= 1;
        (await Given.FileAsync(png)).Refusal.ShouldBeNull();
        png[inPicture] ^= 1;
        await ShouldBeDamagedAsync(png, "checksum of a chunk IDAT");
    }

    [Fact]
    public async Task A_picture_whose_own_checksum_is_wrong()
    {
        var wrong = (byte[])Gray.Clone();
        wrong[^1] ^= 1;

        await ShouldBeDamagedAsync(RawPng.Of(RawPng.Header(1, 2, 8, 0), ("IDAT", wrong)), "inflate");
    }

    [Fact]
    public async Task Every_file_that_breaks_off_is_damaged()
    {
        var png = new MadePng(9, 5, 6, 8, interlaced: true).Encode();
        for (var length = PngBytes.Signature.Length; length < png.Length; length++)
        {
            (await Given.FileAsync(png[..length])).Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.Damaged, $"{length} bytes");
        }
    }

    [Fact]
    public async Task A_picture_that_would_inflate_for_ever_is_read_only_as_far_as_it_is_large()
    {
        // 64 MiB of zeros from a picture of two pixels.
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 64; i++)
            {
                zlib.Write(zeros);
            }
        }

        var result = await Given.FileAsync(RawPng.Of(RawPng.Header(1, 2, 8, 0), ("IDAT", compressed.ToArray())));

        PngTests.ThumbnailOf(result).Height.ShouldBe(2);
    }

    [Fact]
    public async Task Whatever_is_changed_in_a_picture_it_is_read_or_refused()
    {
        var random = new Random(20);
        var originals = PngTests
            .Formats.SelectMany(format =>
                ((bool[])[false, true]).Select(interlaced => new MadePng(19, 11, format.ColorType, format.Depth, interlaced, true).Encode())
            )
            .ToList();
        var (read, refused) = (0, 0);
        for (var time = FuzzTime.Start(); !time.IsOver; )
        {
            var png = PngMutation.Of(originals[random.Next(originals.Count)], random);

            var result = await Given.FileAsync(png);

            result.Size.ShouldBe(png.Length);
            result.Refusal?.Detail.ShouldNotContain("this reader fails");
            _ = result.Refusal is null ? read++ : refused++;
        }

        // Both, or the changes would be too small or too large to prove anything.
        read.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(0);
    }

    private static async Task ShouldBeDamagedAsync(byte[] png, string detail)
    {
        var result = await Given.FileAsync(png);

        result.Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.Damaged);
        result.Refusal!.Detail.ShouldContain(detail);
        result.Size.ShouldBe(png.Length);
    }
}
