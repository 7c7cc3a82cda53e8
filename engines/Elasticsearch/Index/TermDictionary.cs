using System.Runtime.InteropServices;
using System.Text;

namespace Platform.Engines.Elasticsearch.Index;

/// <summary>All terms of one field, in the order of their UTF-8 bytes.</summary>
public sealed class TermDictionary
{
    private readonly byte[] bytes;
    private readonly int[] ends;
    private readonly int[] frequencies;

    internal TermDictionary(byte[] bytes, int[] ends, int[] frequencies) =>
        (this.bytes, this.ends, this.frequencies) = (bytes, ends, frequencies);

    public int Count => ends.Length;

    internal long MemoryBytes => bytes.Length + (4L * ends.Length) + (4L * frequencies.Length);

    public string Term(int ordinal) => Encoding.UTF8.GetString(Utf8(ordinal));

    /// <summary>In how many documents, deleted ones included.</summary>
    public int DocumentFrequency(int ordinal) => frequencies[ordinal];

    /// <summary>The ordinal of the first term not before <paramref name="term"/>; <see cref="Count"/> when there is none.</summary>
    public int Seek(string term)
    {
        Span<byte> small = stackalloc byte[256];
        var utf8 =
            Encoding.UTF8.GetMaxByteCount(term.Length) <= small.Length
                ? small[..Encoding.UTF8.GetBytes(term, small)]
                : Encoding.UTF8.GetBytes(term);
        return Seek(utf8);
    }

    internal ReadOnlySpan<byte> Utf8(int ordinal)
    {
        var start = ordinal == 0 ? 0 : ends[ordinal - 1];
        return bytes.AsSpan(start, ends[ordinal] - start);
    }

    internal int Seek(ReadOnlySpan<byte> term)
    {
        var (low, high) = (0, ends.Length);
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            if (Utf8(middle).SequenceCompareTo(term) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /// <summary>The ordinal of exactly this term; -1 when there is none.</summary>
    internal int Find(ReadOnlySpan<byte> term)
    {
        var ordinal = Seek(term);
        return ordinal < ends.Length && Utf8(ordinal).SequenceEqual(term) ? ordinal : -1;
    }

    internal ReadOnlySpan<int> Frequencies => frequencies;

    /// <summary>Terms that come in order.</summary>
    internal sealed class Builder
    {
        private readonly ByteBuffer bytes = new(4096);
        private readonly List<int> ends = [];
        private readonly List<int> frequencies = [];

        public int Count => ends.Count;

        public void Add(ReadOnlySpan<byte> term, int frequency)
        {
            bytes.Write(term);
            ends.Add(bytes.Length);
            frequencies.Add(frequency);
        }

        public void SetFrequencies(ReadOnlySpan<int> counted) => counted.CopyTo(CollectionsMarshal.AsSpan(frequencies));

        public TermDictionary Build() => new(bytes.ToArray(), [.. ends], [.. frequencies]);
    }
}
