namespace Platform.Extraction.Png;

/// <summary>
/// Scales down by averaging the area that each new pixel covers, in linear light and weighted by alpha. Pixels may come in any order, so an
/// interlaced picture needs no more memory than another.
/// </summary>
internal sealed class AreaAverage
{
    private readonly int _sourceWidth;
    private readonly int _sourceHeight;

    // Red, green and blue times alpha, and alpha.
    private readonly double[] _sums;

    public AreaAverage(int width, int height, int side)
    {
        (_sourceWidth, _sourceHeight) = (width, height);
        var scale = Math.Min(1, (double)side / Math.Max(width, height));
        Width = Math.Max(1, (int)Math.Round(width * scale));
        Height = Math.Max(1, (int)Math.Round(height * scale));
        _sums = new double[Width * Height * 4];
    }

    public int Width { get; }

    public int Height { get; }

    public void Add(int x, int stepX, int y, ReadOnlySpan<ushort> rgba)
    {
        var (top, upper, lower) = Cells(y, Height, _sourceHeight);
        for (var i = 0; i < rgba.Length; i += 4, x += stepX)
        {
            var alpha = rgba[i + 3] / 65_535.0;
            var red = Srgb.ToLinear(rgba[i]) * alpha;
            var green = Srgb.ToLinear(rgba[i + 1]) * alpha;
            var blue = Srgb.ToLinear(rgba[i + 2]) * alpha;
            var (left, first, second) = Cells(x, Width, _sourceWidth);
            var cell = ((top * Width) + left) * 4;
            AddTo(cell, first * upper);
            if (second > 0)
            {
                AddTo(cell + 4, second * upper);
            }

            if (lower > 0)
            {
                AddTo(cell + (Width * 4), first * lower);
                if (second > 0)
                {
                    AddTo(cell + (Width * 4) + 4, second * lower);
                }
            }

            void AddTo(int at, double weight)
            {
                var sums = _sums.AsSpan(at, 4);
                sums[0] += red * weight;
                sums[1] += green * weight;
                sums[2] += blue * weight;
                sums[3] += alpha * weight;
            }
        }
    }

    /// <returns>Eight bits a sample, four samples a pixel, alpha not multiplied in.</returns>
    public byte[] ToRgba()
    {
        var rgba = new byte[_sums.Length];
        var area = (double)_sourceWidth * _sourceHeight;
        for (var i = 0; i < rgba.Length; i += 4)
        {
            var alpha = _sums[i + 3];
            rgba[i + 3] = (byte)Math.Clamp(Math.Round(alpha / area * 255), 0, 255);
            for (var c = 0; c < 3 && rgba[i + 3] > 0; c++)
            {
                rgba[i + c] = Srgb.FromLinear(_sums[i + c] / alpha);
            }
        }

        return rgba;
    }

    // The one or two new pixels that an old one lies in, and how much of it in each; whole numbers, so that the weights of one cell add up to the source's length.
    private static (int Cell, double First, double Second) Cells(int index, int length, int sourceLength)
    {
        var start = (long)index * length;
        var cell = start / sourceLength;
        var beyond = start + length - ((cell + 1) * sourceLength);
        return beyond > 0 ? ((int)cell, length - beyond, beyond) : ((int)cell, length, 0);
    }
}
