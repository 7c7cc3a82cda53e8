using System.Buffers.Binary;
using System.Text;

namespace Platform.Engines.Elasticsearch.Index;

/// <summary>Numbers terms in the order of their first coming, and sorts them in the end.</summary>
internal sealed class TermHash
{
    private char[] characters = new char[1 << 12];
    private int[] ends = new int[1 << 9];
    private int[] hashes = new int[1 << 9];
    private int[] slots = new int[1 << 10];

    public int Count { get; private set; }

    public ReadOnlySpan<char> Term(int number)
    {
        var start = number == 0 ? 0 : ends[number - 1];
        return characters.AsSpan(start, ends[number] - start);
    }

    public int Add(ReadOnlySpan<char> term)
    {
        var hash = string.GetHashCode(term);
        var slot = hash & (slots.Length - 1);
        for (; slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            var known = slots[slot] - 1;
            if (hashes[known] == hash && Term(known).SequenceEqual(term))
            {
                return known;
            }
        }
        slots[slot] = Count + 1;
        Append(term, hash);
        if (Count * 2 > slots.Length)
        {
            Rehash();
        }
        return Count - 1;
    }

    /// <summary>The terms' numbers by their UTF-8 bytes.</summary>
    /// <param name="utf8">Of each number.</param>
    public int[] Sort(out byte[][] utf8)
    {
        var encoded = new byte[Count][];
        var keys = new ulong[Count];
        var order = new int[Count];
        Span<byte> head = stackalloc byte[8];
        for (var number = 0; number < Count; number++)
        {
            var term = Term(number);
            var bytes = encoded[number] = new byte[Encoding.UTF8.GetByteCount(term)];
            Encoding.UTF8.GetBytes(term, bytes);
            head.Clear();
            bytes.AsSpan(0, Math.Min(8, bytes.Length)).CopyTo(head);
            (keys[number], order[number]) = (BinaryPrimitives.ReadUInt64BigEndian(head), number);
        }
        Array.Sort(keys, order);
        for (var start = 0; start < Count; )
        {
            var end = start + 1;
            while (end < Count && keys[end] == keys[start])
            {
                end++;
            }
            if (end - start > 1)
            {
                order.AsSpan(start, end - start).Sort((left, right) => encoded[left].AsSpan().SequenceCompareTo(encoded[right]));
            }
            start = end;
        }
        utf8 = encoded;
        return order;
    }

    private void Append(ReadOnlySpan<char> term, int hash)
    {
        var start = Count == 0 ? 0 : ends[Count - 1];
        if (start + term.Length > characters.Length)
        {
            Array.Resize(ref characters, Math.Max(characters.Length * 2, start + term.Length));
        }
        if (Count == ends.Length)
        {
            Array.Resize(ref ends, Count * 2);
            Array.Resize(ref hashes, Count * 2);
        }
        term.CopyTo(characters.AsSpan(start));
        (ends[Count], hashes[Count]) = (start + term.Length, hash);
        Count++;
    }

    private void Rehash()
    {
        slots = new int[slots.Length * 2];
        for (var number = 0; number < Count; number++)
        {
            var slot = hashes[number] & (slots.Length - 1);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }
            slots[slot] = number + 1;
        }
    }
}
