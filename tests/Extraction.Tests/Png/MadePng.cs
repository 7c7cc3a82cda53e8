using System.Buffers.Binary;
using System.IO.Compression;

namespace Extraction.Tests.Png;

/// <summary>A PNG made sample by sample, every row with a filter drawn by lot, and what it looks like.</summary>
internal sealed class MadePng
{
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    private readonly Random _random;
    private readonly int[] _samples;
    private readonly byte[] _palette = [];
    private readonly byte[] _alphas = [];
    private readonly int[]? _transparent;

    public MadePng(int width, int height, int colorType, int depth, bool interlaced, bool transparent = false, int seed = 1)
    {
        (Width, Height, ColorType, Depth, Interlaced) = (width, height, colorType, depth, interlaced);
        _random = new Random(seed);
        _samples = [.. Enumerable.Range(0, width * height * Channels).Select(_ => _random.Next(1 << depth))];
        if (colorType is 3)
        {
            _palette = new byte[3 << depth];
            _random.NextBytes(_palette);
            _alphas = new byte[transparent ? Math.Max(1, (1 << depth) / 2) : 0];
            _random.NextBytes(_alphas);
        }
        else if (transparent)
        {
            _transparent = _samples[..Channels];
        }
    }

    public int Width { get; }

    public int Height { get; }

    public int ColorType { get; }

    public int Depth { get; }

    public bool Interlaced { get; }

    public bool HasTransparentColor => _transparent is not null;

    private int Channels =>
        ColorType switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };

    /// <summary>In eight bits a sample; what is wholly transparent is black.</summary>
    public byte[] Rgba()
    {
        var rgba = new byte[Width * Height * 4];
        for (var i = 0; i < Width * Height; i++)
        {
            var sample = _samples.AsSpan(i * Channels, Channels);
            var pixel = rgba.AsSpan(i * 4, 4);
            pixel[3] = 255;
            switch (ColorType)
            {
                case 3:
                    _palette.AsSpan(sample[0] * 3, 3).CopyTo(pixel);
                    pixel[3] = sample[0] < _alphas.Length ? _alphas[sample[0]] : (byte)255;
                    break;
                case 0 or 4:
                    pixel[..3].Fill(ToByte(sample[0]));
                    break;
                default:
                    (pixel[0], pixel[1], pixel[2]) = (ToByte(sample[0]), ToByte(sample[1]), ToByte(sample[2]));
                    break;
            }

            if (ColorType is 4 or 6)
            {
                pixel[3] = ToByte(sample[^1]);
            }
            else if (_transparent is not null && sample.SequenceEqual(_transparent))
            {
                pixel[3] = 0;
            }

            if (pixel[3] is 0)
            {
                pixel.Clear();
            }
        }

        return rgba;
    }

    public byte[] Encode(int pieces = 3)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9], header[12]) = ((byte)Depth, (byte)ColorType, (byte)(Interlaced ? 1 : 0));
        var body = Compressed();
        var piece = Math.Max(1, body.Length / pieces);
        return
        [
            .. PngBytes.Signature,
            .. PngBytes.Chunk("IHDR", header),
            .. PngBytes.Chunk("tEXt", "Comment\0made by a test"u8),
            .. _palette.Length > 0 ? PngBytes.Chunk("PLTE", _palette) : [],
            .. _alphas.Length > 0 ? PngBytes.Chunk("tRNS", _alphas) : [],
            .. _transparent is null ? [] : PngBytes.Chunk("tRNS", [.. _transparent.SelectMany(t => (byte[])[(byte)(t >> 8), (byte)t])]),
            .. body.Chunk(piece).SelectMany(part => PngBytes.Chunk("IDAT", part)),
            .. PngBytes.Chunk("IEND", []),
        ];
    }

    private byte ToByte(int sample) => (byte)Math.Round(sample * 255.0 / ((1 << Depth) - 1));

    private byte[] Compressed()
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var (x0, y0, stepX, stepY) in Interlaced ? Adam7 : [(0, 0, 1, 1)])
            {
                byte[]? above = null;
                for (var y = y0; y < Height && x0 < Width; y += stepY)
                {
                    var row = Row(y, x0, stepX);
                    var filter = _random.Next(5);
                    zlib.WriteByte((byte)filter);
                    zlib.Write(PngBytes.Filter(filter, row, above ?? new byte[row.Length], Math.Max(1, Channels * Depth / 8)));
                    above = row;
                }
            }
        }

        return compressed.ToArray();
    }

    private byte[] Row(int y, int x0, int stepX)
    {
        var bits = new List<bool>();
        for (var x = x0; x < Width; x += stepX)
        {
            for (var c = 0; c < Channels; c++)
            {
                for (var bit = Depth - 1; bit >= 0; bit--)
                {
                    bits.Add(((_samples[(((y * Width) + x) * Channels) + c] >> bit) & 1) != 0);
                }
            }
        }

        return [.. bits.Chunk(8).Select(eight => (byte)eight.Select((set, i) => set ? 0x80 >> i : 0).Sum())];
    }
}
