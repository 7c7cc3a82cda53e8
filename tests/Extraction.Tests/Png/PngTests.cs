using Platform.Extraction;

namespace Extraction.Tests.Png;

public sealed class PngTests
{
    public static readonly (int ColorType, int Depth)[] Formats =
    [
        (0, 1),
        (0, 2),
        (0, 4),
        (0, 8),
        (0, 16),
        (2, 8),
        (2, 16),
        (3, 1),
        (3, 2),
        (3, 4),
        (3, 8),
        (4, 8),
        (4, 16),
        (6, 8),
        (6, 16),
    ];

    public static TheoryData<int, int, bool, bool> Matrix()
    {
        var matrix = new TheoryData<int, int, bool, bool>();
        foreach (var (color, depth) in Formats)
        {
            foreach (var interlaced in (bool[])[false, true])
            {
                matrix.Add(color, depth, interlaced, false);
                if (color is 0 or 2 or 3)
                {
                    matrix.Add(color, depth, interlaced, true);
                }
            }
        }

        return matrix;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Every_colour_type_depth_and_interlacing_is_read_pixel_by_pixel(
        int color,
        int depth,
        bool interlaced,
        bool transparent
    )
    {
        // Widths from one on: rows of part of a byte, and passes that are empty.
        foreach (var (width, height) in ((int, int)[])[(1, 1), (2, 3), (3, 2), (5, 9), (8, 8), (13, 7), (33, 21)])
        {
            var made = new MadePng(width, height, color, depth, interlaced, transparent, seed: width);

            var result = await Given.FileAsync(made.Encode());

            var thumbnail = ThumbnailOf(result);
            (thumbnail.Width, thumbnail.Height).ShouldBe((width, height));
            thumbnail.Rgba.SequenceEqual(made.Rgba()).ShouldBeTrue($"{width} × {height}");
            result.DetectedType.ShouldBe("image/png");
            result.Properties["width"].ShouldBe($"{width}");
            result.Properties["height"].ShouldBe($"{height}");
            result.Properties["bitDepth"].ShouldBe($"{depth}");
            result.Properties["interlaced"].ShouldBe(interlaced ? "true" : "false");
        }
    }

    [Theory]
    [InlineData(512, 256, 256, 128)]
    [InlineData(257, 256, 256, 255)]
    [InlineData(1000, 333, 256, 85)]
    [InlineData(10, 3000, 1, 256)]
    [InlineData(4000, 1, 256, 1)]
    [InlineData(256, 256, 256, 256)]
    [InlineData(20, 10, 20, 10)]
    public async Task A_thumbnail_keeps_the_proportions_and_is_never_larger(int width, int height, int thumbnailWidth, int thumbnailHeight)
    {
        var result = await Given.FileAsync(new MadePng(width, height, 0, 1, interlaced: false).Encode());

        var (actualWidth, actualHeight, _) = ThumbnailOf(result);
        (actualWidth, actualHeight).ShouldBe((thumbnailWidth, thumbnailHeight));
        result.Properties["thumbnailWidth"].ShouldBe($"{thumbnailWidth}");
    }

    [Fact]
    public async Task An_interlaced_picture_makes_the_same_thumbnail()
    {
        var plain = ThumbnailOf(await Given.FileAsync(new MadePng(310, 270, 2, 8, interlaced: false, seed: 5).Encode()));
        var interlaced = ThumbnailOf(await Given.FileAsync(new MadePng(310, 270, 2, 8, interlaced: true, seed: 5).Encode()));

        interlaced.Rgba.SequenceEqual(plain.Rgba).ShouldBeTrue();
    }

    [Fact]
    public async Task A_fine_pattern_of_black_and_white_keeps_its_brightness()
    {
        // Two alternating shades, half each: in linear light their middle is 188.
        var rows = Enumerable
            .Range(0, 512)
            .SelectMany(y => (byte[])[0, .. Enumerable.Range(0, 64).Select(_ => (byte)(y % 2 is 0 ? 0x55 : 0xaa))]);
        var (_, _, rgba) = ThumbnailOf(await Given.FileAsync(RawPng.Of(512, 512, depth: 1, colorType: 0, [.. rows])));

        rgba.Where((_, i) => i % 4 is not 3).Distinct().ShouldBe([(byte)188]);
    }

    [Fact]
    public async Task What_is_transparent_lends_no_colour_to_its_neighbours()
    {
        // Columns of opaque red and of transparent green.
        var row = Enumerable.Range(0, 512).SelectMany(x => x % 2 is 0 ? (byte[])[255, 0, 0, 255] : [0, 255, 0, 0]).ToArray();
        var (_, _, rgba) = ThumbnailOf(await Given.FileAsync(RawPng.Of(512, 2, depth: 8, colorType: 6, [0, .. row, 0, .. row])));

        rgba.Chunk(4).ShouldAllBe(pixel => pixel.SequenceEqual(new byte[] { 255, 0, 0, 128 }));
    }

    internal static (int Width, int Height, byte[] Rgba) ThumbnailOf(ExtractionResult result)
    {
        result.Refusal.ShouldBeNull();
        var artifact = result.Artifacts.ShouldHaveSingleItem();
        (artifact.Name, artifact.ContentType).ShouldBe(("thumbnail.png", "image/png"));
        return PngBytes.Decode(artifact.Content.Span);
    }
}
