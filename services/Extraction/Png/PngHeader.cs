using System.Buffers.Binary;

namespace Platform.Extraction.Png;

/// <summary>IHDR, checked.</summary>
internal readonly record struct PngHeader(int Width, int Height, int Depth, int ColorType, bool Interlaced)
{
    // A row is held in memory: a bound for each side besides the one for the area.
    private const int LargestSide = 65_535;

    public int Channels =>
        ColorType switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };

    /// <summary>Bytes of a row of so many pixels, without its filter byte.</summary>
    public int RowBytes(int pixels) => (int)(((long)pixels * Channels * Depth + 7) / 8);

    /// <summary>Bytes from a sample to the same one of the pixel before it, as the filters see it.</summary>
    public int FilterStride => Math.Max(1, Channels * Depth / 8);

    public string ColorName =>
        ColorType switch
        {
            0 => "grayscale",
            2 => "rgb",
            3 => "palette",
            4 => "grayscale-alpha",
            _ => "rgba",
        };

    public static PngHeader Read(ReadOnlySpan<byte> data)
    {
        if (data.Length != 13)
        {
            throw RefusedException.Damaged($"image/png: a header of {data.Length} bytes");
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(data);
        var height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        var (depth, color, compression, filter, interlace) = (data[8], data[9], data[10], data[11], data[12]);
        var known = color switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!known || compression is not 0 || filter is not 0 || interlace > 1 || width is 0 || height is 0)
        {
            throw RefusedException.Damaged("image/png: the header holds what the format does not know");
        }

        if (width > LargestSide || height > LargestSide || (long)width * height > Limits.Pixels)
        {
            throw RefusedException.TooLarge($"image/png: {width} × {height}, and {Limits.Pixels} pixels are read at most");
        }

        return new((int)width, (int)height, depth, color, interlace is 1);
    }
}
