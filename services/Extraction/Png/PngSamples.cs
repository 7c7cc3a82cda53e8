using System.Buffers.Binary;

namespace Platform.Extraction.Png;

/// <summary>Turns a row of any colour type and depth into red, green, blue and alpha of 16 bits.</summary>
internal sealed class PngSamples
{
    private const ushort Opaque = ushort.MaxValue;

    private readonly PngHeader _header;
    private readonly ushort[] _palette = [];
    private readonly int[] _transparent = [];

    public PngSamples(PngFile file)
    {
        _header = file.Header;
        var transparency = file.Transparency.Span;
        if (_header.ColorType is 3)
        {
            _palette = PaletteOf(file.Palette.Span, transparency);
        }
        else if (_header.ColorType is 0 or 2 && transparency.Length == _header.Channels * 2)
        {
            _transparent = new int[_header.Channels];
            for (var i = 0; i < _transparent.Length; i++)
            {
                _transparent[i] = BinaryPrimitives.ReadUInt16BigEndian(transparency[(i * 2)..]) & ((1 << _header.Depth) - 1);
            }
        }
    }

    /// <param name="rgba">Four for each pixel; alpha not multiplied in.</param>
    public void Read(ReadOnlySpan<byte> row, Span<ushort> rgba)
    {
        switch (_header.ColorType)
        {
            case 3:
                for (var x = 0; x < rgba.Length / 4; x++)
                {
                    _palette.AsSpan(Sample(row, x) * 4, 4).CopyTo(rgba[(x * 4)..]);
                }

                break;
            case 0 or 4:
                Gray(row, rgba);
                break;
            default:
                Colors(row, rgba);
                break;
        }
    }

    // An index beyond the palette is black, as libpng reads it.
    private static ushort[] PaletteOf(ReadOnlySpan<byte> colors, ReadOnlySpan<byte> alphas)
    {
        var palette = new ushort[256 * 4];
        for (var i = 0; i < 256; i++)
        {
            for (var c = 0; c < 3; c++)
            {
                palette[(i * 4) + c] = (ushort)(i * 3 < colors.Length ? colors[(i * 3) + c] * 257 : 0);
            }

            palette[(i * 4) + 3] = (ushort)(i < alphas.Length ? alphas[i] * 257 : Opaque);
        }

        return palette;
    }

    private void Gray(ReadOnlySpan<byte> row, Span<ushort> rgba)
    {
        var step = _header.Channels;
        for (var x = 0; x < rgba.Length / 4; x++)
        {
            var gray = Sample(row, x * step);
            rgba.Slice(x * 4, 3).Fill(Widen(gray));
            rgba[(x * 4) + 3] =
                step is 2 ? Widen(Sample(row, (x * 2) + 1))
                : _transparent.Length > 0 && _transparent[0] == gray ? (ushort)0
                : Opaque;
        }
    }

    private void Colors(ReadOnlySpan<byte> row, Span<ushort> rgba)
    {
        var step = _header.Channels;
        for (var x = 0; x < rgba.Length / 4; x++)
        {
            var (red, green, blue) = (Sample(row, x * step), Sample(row, (x * step) + 1), Sample(row, (x * step) + 2));
            var hidden = _transparent.Length > 0 && _transparent[0] == red && _transparent[1] == green && _transparent[2] == blue;
            rgba[x * 4] = Widen(red);
            rgba[(x * 4) + 1] = Widen(green);
            rgba[(x * 4) + 2] = Widen(blue);
            rgba[(x * 4) + 3] =
                step is 4 ? Widen(Sample(row, (x * step) + 3))
                : hidden ? (ushort)0
                : Opaque;
        }
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        switch (_header.Depth)
        {
            case 8:
                return row[index];
            case 16:
                return (row[index * 2] << 8) | row[(index * 2) + 1];
            default:
                var bit = index * _header.Depth;
                return (row[bit >> 3] >> (8 - _header.Depth - (bit & 7))) & ((1 << _header.Depth) - 1);
        }
    }

    // Exact for every depth: 65,535 is divisible by 1, 3, 15 and 255.
    private ushort Widen(int sample) => (ushort)(sample * (65_535 / ((1 << _header.Depth) - 1)));
}
