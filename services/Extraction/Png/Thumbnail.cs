using System.Globalization;

namespace Platform.Extraction.Png;

/// <summary>A smaller picture of a PNG, its proportions kept; one that is small already is only written anew.</summary>
internal static class Thumbnail
{
    public static Extracted Extract(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var file = PngFile.Read(content, cancellationToken);
        var header = file.Header;
        var average = new AreaAverage(header.Width, header.Height, Limits.ThumbnailSide);
        PngDecoder.Decode(file, average.Add, cancellationToken);
        var picture = PngEncoder.Encode(average.Width, average.Height, average.ToRgba());
        var properties = new Dictionary<string, string>
        {
            ["width"] = Number(header.Width),
            ["height"] = Number(header.Height),
            ["bitDepth"] = Number(header.Depth),
            ["colorType"] = header.ColorName,
            ["interlaced"] = header.Interlaced ? "true" : "false",
            ["thumbnailWidth"] = Number(average.Width),
            ["thumbnailHeight"] = Number(average.Height),
        };
        return new([new("thumbnail.png", "image/png", picture)], properties);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
