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

    // The same of one row of the source, before it is divided between the rows that it lies in.
    private readonly double[] _row;

    public AreaAverage(int width, int height, int side)
    {
        (_sourceWidth, _sourceHeight) = (width, height);
        var scale = Math.Min(1, (double)side / Math.Max(width, height));
        Width = Math.Max(1, (int)Math.Round(width * scale));
        Height = Math.Max(1, (int)Math.Round(height * scale));
        _sums = new double[Width * Height * 4];
        _row = new double[Width * 4];
    }

    public int Width { get; }

    public int Height { get; }

    public void Add(int x, int stepX, int y, ReadOnlySpan<ushort> rgba)
    {
        Array.Clear(_row);
        AddAcross(x, stepX, rgba);
        // The one or two new rows that the old one lies in, and how much of it in each; whole numbers, so that the weights of one add up.
        var start = (long)y * Height;
        var top = start / _sourceHeight;
        var beyond = start + Height - ((top + 1) * _sourceHeight);
        AddDown((int)top, beyond > 0 ? Height - beyond : Height);
        if (beyond > 0)
        {
            AddDown((int)top + 1, beyond);
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

    private void AddAcross(int x, int stepX, ReadOnlySpan<ushort> rgba)
    {
        var start = (long)x * Width;
        var cell = start / _sourceWidth;
        var end = (cell + 1) * _sourceWidth;
        var sums = _row.AsSpan((int)cell * 4);
        for (; rgba.Length >= 4; rgba = rgba[4..], start += (long)stepX * Width)
        {
            for (; start >= end; end += _sourceWidth)
            {
                sums = sums[4..];
            }

            var alpha = rgba[3] * (1 / 65_535.0);
            var red = Srgb.ToLinear(rgba[0]) * alpha;
            var green = Srgb.ToLinear(rgba[1]) * alpha;
            var blue = Srgb.ToLinear(rgba[2]) * alpha;
            double beyond = start + Width - end;
            var within = beyond > 0 ? Width - beyond : Width;
            sums[3] += alpha * within;
            sums[2] += blue * within;
            sums[1] += green * within;
            sums[0] += red * within;
            if (beyond > 0)
            {
                sums[7] += alpha * beyond;
                sums[6] += blue * beyond;
                sums[5] += green * beyond;
                sums[4] += red * beyond;
            }
        }
    }

    private void AddDown(int row, double weight)
    {
        var sums = _sums.AsSpan(row * _row.Length, _row.Length);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += _row[i] * weight;
        }
    }
}
