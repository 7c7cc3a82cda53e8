using System.Buffers.Binary;

namespace Platform.Dashboard.Store;

/// <summary>Byte strings by number and numbers by byte string. What is known is found without a lock and without allocating; numbers begin at 1 and are never given twice.</summary>
internal sealed class ByteTable(int limit, long byteLimit)
{
    private const int FirstSize = 256;
    private static readonly ulong seed = (ulong)Random.Shared.NextInt64() | 1;
    private readonly Lock gate = new();
    private volatile Index index = new(new long[FirstSize * 2], new byte[FirstSize][]);
    private int count = 1;

    public int Count => Volatile.Read(ref count) - 1;

    /// <summary>Bytes that the keys take, with what .NET adds to each.</summary>
    public long Bytes { get; private set; }

    public ReadOnlySpan<byte> this[int id] => index.Keys[id];

    /// <summary>0 where it is not known.</summary>
    public int Find(ReadOnlySpan<byte> key) => index.Find(key, Hash(key));

    /// <summary>The key's number; 0 where it is new and the table full. <paramref name="added"/> is called with a new number before anybody can find it.</summary>
    public int Add(ReadOnlySpan<byte> key, Action<int, byte[]> added)
    {
        var hash = Hash(key);
        var known = index.Find(key, hash);
        return known != 0 ? known : AddNew(key, hash, added);
    }

    private int AddNew(ReadOnlySpan<byte> key, uint hash, Action<int, byte[]> added)
    {
        lock (gate)
        {
            var known = index.Find(key, hash);
            if (known != 0)
            {
                return known;
            }
            if (count > limit || Bytes + key.Length > byteLimit)
            {
                return 0;
            }
            if (count == index.Keys.Length)
            {
                index = index.Grown(count);
            }
            var id = count;
            var copy = key.ToArray();
            index.Keys[id] = copy;
            added(id, copy);
            index.Insert(id, hash);
            Bytes += key.Length + 56;
            Volatile.Write(ref count, id + 1);
            return id;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> key)
    {
        const ulong Prime = 0x9E3779B97F4A7C15;
        var hash = seed ^ ((ulong)key.Length * Prime);
        while (key.Length >= 8)
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key)) * Prime;
            hash ^= hash >> 32;
            key = key[8..];
        }
        ulong tail = 0;
        foreach (var value in key)
        {
            tail = (tail << 8) | value;
        }
        hash = (hash ^ tail) * Prime;
        return (uint)(hash >> 32);
    }

    /// <summary>Open addressing; a slot is the hash in the upper and the number in the lower half.</summary>
    private sealed class Index(long[] slots, byte[][] keys)
    {
        public byte[][] Keys => keys;

        public int Find(ReadOnlySpan<byte> key, uint hash)
        {
            for (var at = hash & (uint)(slots.Length - 1); ; at = (at + 1) & (uint)(slots.Length - 1))
            {
                var slot = Volatile.Read(ref slots[at]);
                if (slot == 0)
                {
                    return 0;
                }
                if ((uint)(slot >> 32) == hash && key.SequenceEqual(keys[(int)slot]))
                {
                    return (int)slot;
                }
            }
        }

        public void Insert(int id, uint hash)
        {
            var at = hash & (uint)(slots.Length - 1);
            while (slots[at] != 0)
            {
                at = (at + 1) & (uint)(slots.Length - 1);
            }
            Volatile.Write(ref slots[at], ((long)hash << 32) | (uint)id);
        }

        public Index Grown(int count)
        {
            var moreKeys = new byte[keys.Length * 2][];
            keys.CopyTo(moreKeys, 0);
            var grown = new Index(new long[slots.Length * 2], moreKeys);
            for (var id = 1; id < count; id++)
            {
                grown.Insert(id, Hash(keys[id]));
            }
            return grown;
        }
    }
}
