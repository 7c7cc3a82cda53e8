using System.Runtime.CompilerServices;

namespace Platform.Engines.Elasticsearch.Index;

/// <summary>
/// Which documents have which term, how often and where. Documents come in blocks of 128; each begins with the best that a score in it can be made of
/// (highest frequency, shortest length), then documents and frequencies, then positions. A term of several blocks has a table of them to skip by.
/// </summary>
internal sealed class Postings
{
    public const int BlockSize = 128;

    public required byte[] Bytes { get; init; }

    /// <summary>Of each term: where its only block begins, or where the number of its first row in the skip table stands.</summary>
    public required int[] Starts { get; init; }

    public required int[] SkipLast { get; init; }

    public required int[] SkipStart { get; init; }

    /// <summary>Highest frequency shifted by eight, and the lowest norm.</summary>
    public required int[] SkipImpact { get; init; }

    /// <summary>Whether frequencies, norms and positions are kept: text yes, keywords no.</summary>
    public required bool HasPositions { get; init; }

    public long MemoryBytes => Bytes.Length + (4L * Starts.Length) + (12L * SkipLast.Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadNumber(byte[] bytes, ref int at)
    {
        int value = bytes[at++];
        return value < 0x80 ? value : ReadMore(bytes, ref at, value & 0x7F);
    }

    private static int ReadMore(byte[] bytes, ref int at, int value)
    {
        for (var shift = 7; ; shift += 7)
        {
            int next = bytes[at++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
