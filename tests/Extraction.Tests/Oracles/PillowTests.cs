using System.Globalization;
using Extraction.Tests.Png;

namespace Extraction.Tests.Oracles;

/// <summary>Pillow reads what we write, writes what we read, and sees the same.</summary>
public sealed class PillowTests
{
    [Fact]
    public async Task Pillow_sees_in_our_thumbnails_what_it_sees_in_the_originals()
    {
        using var folder = new Folder();
        var count = 0;
        foreach (var (color, depth) in PngTests.Formats)
        {
            foreach (var (interlaced, transparent) in ((bool, bool)[])[(false, false), (true, false), (false, true), (true, true)])
            {
                // Pillow scales no transparent gray, and knows none of 16 bits; those with alpha need none.
                if (transparent && (color >= 4 || depth is 16 || (color is 0 && depth < 8)))
                {
                    continue;
                }

                var original = new MadePng(61, 37, color, depth, interlaced, transparent, seed: ++count).Encode();
                var result = await Given.FileAsync(original);
                result.Refusal.ShouldBeNull();
                await File.WriteAllBytesAsync(folder[$"{count}.original.png"], original, TestContext.Current.CancellationToken);
                await File.WriteAllBytesAsync(
                    folder[$"{count}.thumbnail.png"],
                    result.Artifacts[0].Content.ToArray(),
                    TestContext.Current.CancellationToken
                );
            }
        }

        await Installed.PythonAsync(
            "PIL",
            """
            import sys, os
            from PIL import Image
            folder, count = sys.argv[1], int(sys.argv[2])
            def rgba(path):
                image = Image.open(path)
                if image.mode in ("I", "I;16"):
                    # Pillow does not scale 16-bit gray when it converts it.
                    image = Image.frombytes("L", image.size, bytes(round(v / 257) for v in image.getdata()))
                return list(image.convert("RGBA").getdata())
            for i in range(1, count + 1):
                ours, theirs = (rgba(os.path.join(folder, f"{i}.{kind}.png")) for kind in ("thumbnail", "original"))
                assert len(ours) == len(theirs), i
                for a, b in zip(ours, theirs):
                    # Pillow cuts 16 bits to 8 where we round.
                    assert abs(a[3] - b[3]) <= 1 and (a[3] == 0 or all(abs(p - q) <= 1 for p, q in zip(a, b))), (i, a, b)
            """,
            "that another decoder sees the same pixels as ours",
            folder.Path,
            count.ToString(CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public async Task Pillow_scales_what_it_draws_as_we_do()
    {
        using var folder = new Folder();
        await Installed.PythonAsync(
            "PIL",
            """
            import sys, os
            from PIL import Image, ImageDraw
            folder = sys.argv[1]
            def linear(v):
                v /= 255
                return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
            def encoded(v):
                return round(255 * (v * 12.92 if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055))
            for name, mode, size, scale in (("rgb", "RGB", (1024, 128), 4), ("rgba", "RGBA", (512, 256), 2), ("gray", "L", (768, 300), 3)):
                image = Image.new(mode, size)
                draw = ImageDraw.Draw(image)
                for i in range(60):
                    color = tuple((i * k) % 256 for k in (37, 91, 53, 29))[:len(image.getbands())]
                    draw.ellipse([i * 11, i * 3, i * 13 + 90, i * 5 + 40], fill=color if len(color) > 1 else color[0])
                image.save(os.path.join(folder, name + ".png"))
                small = (size[0] // scale, size[1] // scale)
                rgba = image.convert("RGBA")
                alpha = [a / 255 for a in rgba.getchannel("A").getdata()]
                def shrink(values):
                    plane = Image.new("F", size)
                    plane.putdata(values)
                    return list(plane.resize(small, Image.BOX).getdata())
                alphas = shrink(alpha)
                planes = [shrink([linear(v) * a for v, a in zip(rgba.getchannel(c).getdata(), alpha)]) for c in "RGB"]
                out = bytearray()
                for r, g, b, a in zip(*planes, alphas):
                    out += bytes([*(encoded(c / a) if a > 1e-6 else 0 for c in (r, g, b)), round(a * 255)])
                open(os.path.join(folder, name + ".raw"), "wb").write(out)
            """,
            "that pictures by another encoder are read, and scaled as it scales them",
            folder.Path
        );

        foreach (var (name, width, height) in ((string, int, int)[])[("rgb", 256, 32), ("rgba", 256, 128), ("gray", 256, 100)])
        {
            var result = await Given.FileAsync(await File.ReadAllBytesAsync(folder[name + ".png"], TestContext.Current.CancellationToken));

            var thumbnail = PngTests.ThumbnailOf(result);
            (thumbnail.Width, thumbnail.Height).ShouldBe((width, height));
            var expected = await File.ReadAllBytesAsync(folder[name + ".raw"], TestContext.Current.CancellationToken);
            var worst = thumbnail.Rgba.Zip(expected, (ours, theirs) => Math.Abs(ours - theirs)).Max();
            worst.ShouldBeLessThanOrEqualTo(1, name);
        }
    }
}
