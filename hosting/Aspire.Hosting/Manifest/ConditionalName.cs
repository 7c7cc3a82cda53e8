using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Aspire.Hosting.Publishing;

/// <summary>
/// Names the manifest resource that stands for a conditional expression: <c>cond-&lt;condition&gt;-&lt;hash&gt;</c>. The same expression has the
/// same name in every manifest, so deployments can be compared.
/// </summary>
internal static class ConditionalName
{
    /// <param name="condition">The condition's manifest expression, braces included.</param>
    public static string Create(string condition, string whenTrue, string whenFalse, string matchValue)
    {
        var hash = XxHash32(Encoding.UTF8.GetBytes(condition + whenTrue + whenFalse + matchValue));
        return $"cond-{Readable(condition)}-{hash:x8}";
    }

    private static string Readable(string expression)
    {
        var name = new StringBuilder(expression.Length);
        foreach (var c in expression)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                name.Append(char.ToLowerInvariant(c));
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        return name.ToString().TrimEnd('-');
    }

    // Stands for System.IO.Hashing.XxHash32, which the feed lacks. Seed 0; the names in existing manifests fix the algorithm.
    private static uint XxHash32(ReadOnlySpan<byte> data)
    {
        const uint p1 = 2654435761;
        const uint p2 = 2246822519;
        const uint p3 = 3266489917;
        const uint p4 = 668265263;
        const uint p5 = 374761393;
        unchecked
        {
            var length = (uint)data.Length;
            var hash = p5;
            if (data.Length >= 16)
            {
                Span<uint> lanes = [p1 + p2, p2, 0, 0 - p1];
                for (; data.Length >= 16; data = data[16..])
                {
                    for (var i = 0; i < 4; i++)
                    {
                        lanes[i] = BitOperations.RotateLeft(lanes[i] + (Word(data[(4 * i)..]) * p2), 13) * p1;
                    }
                }

                hash =
                    BitOperations.RotateLeft(lanes[0], 1)
                    + BitOperations.RotateLeft(lanes[1], 7)
                    + BitOperations.RotateLeft(lanes[2], 12)
                    + BitOperations.RotateLeft(lanes[3], 18);
            }

            hash += length;
            for (; data.Length >= 4; data = data[4..])
            {
                hash = BitOperations.RotateLeft(hash + (Word(data) * p3), 17) * p4;
            }

            foreach (var b in data)
            {
                hash = BitOperations.RotateLeft(hash + (b * p5), 11) * p1;
            }

            hash = (hash ^ (hash >> 15)) * p2;
            hash = (hash ^ (hash >> 13)) * p3;
            return hash ^ (hash >> 16);
        }
    }

    private static uint Word(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadUInt32LittleEndian(data);
}
