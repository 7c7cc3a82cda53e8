using System.Buffers.Binary;

namespace Kafka.Tests.Fuzz;

/// <summary>Bytes that are nearly right.</summary>
internal static class Mutation
{
    private static readonly long[] Interesting =
    [
        0,
        -1,
        1,
        127,
        128,
        255,
        32767,
        -32768,
        65535,
        int.MaxValue,
        int.MinValue,
        long.MaxValue,
        long.MinValue,
    ];

    /// <summary>A copy with none to four changes: bits, bytes, numbers at the edges, pieces gone, doubled or cut off.</summary>
    public static byte[] Of(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var changes = random.Next(5); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2 or 3:
                    Number(bytes, at, random);
                    break;
                case 4:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                    break;
                case 5:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    private static void Number(List<byte> bytes, int at, Random random)
    {
        var number = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, Interesting[random.Next(Interesting.Length)]);
        var size = 1 << random.Next(4);
        for (var i = 0; i < size && at + i < bytes.Count; i++)
        {
            bytes[at + i] = number[8 - size + i];
        }
    }
}
