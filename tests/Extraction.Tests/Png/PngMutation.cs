using System.Buffers.Binary;
using System.Text;

namespace Extraction.Tests.Png;

/// <summary>Changes bytes of a PNG and mends the checksums, most of the time, so that what lies behind them is reached.</summary>
internal static class PngMutation
{
    public static byte[] Of(byte[] original, Random random)
    {
        var changed = new List<byte>(original);
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            var at = random.Next(PngBytes.Signature.Length, changed.Count);
            switch (random.Next(6))
            {
                case 0:
                    changed.RemoveRange(at, Math.Min(random.Next(1, 20), changed.Count - at));
                    break;
                case 1:
                    changed.InsertRange(at, changed.GetRange(at, Math.Min(random.Next(1, 20), changed.Count - at)));
                    break;
                case 2:
                    // The header, where each byte matters.
                    changed[random.Next(16, 29)] = (byte)random.Next(0, 20);
                    break;
                default:
                    changed[at] = (byte)random.Next(256);
                    break;
            }

            if (changed.Count < 40)
            {
                break;
            }
        }

        return random.Next(10) is 0 ? [.. changed] : Mended([.. changed]);
    }

    private static byte[] Mended(byte[] png)
    {
        for (var at = PngBytes.Signature.Length; at + 12 <= png.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
            if (length > png.Length - at - 12)
            {
                break;
            }

            var type = Encoding.Latin1.GetString(png, at + 4, 4);
            if (type.All(char.IsAsciiLetter))
            {
                PngBytes.Chunk(type, png.AsSpan(at + 8, (int)length)).CopyTo(png, at);
            }

            at += (int)length + 12;
        }

        return png;
    }
}
