using System.Buffers.Binary;
using System.Text;

namespace Platform.Engines.Kafka.Wire;

/// <summary>
/// Reads the primitive types of the protocol from one frame, classic or compact as <see cref="Flexible"/> says. Every length and count is
/// checked against what is left before anything is allocated.
/// </summary>
/// <remarks>Source: https://kafka.apache.org/protocol#protocol_types, KIP-482 for compact types and tagged fields.</remarks>
/// <exception cref="MalformedRequestException">Any read past the end, negative length or over-long count.</exception>
internal sealed class RequestReader(ReadOnlyMemory<byte> frame, bool flexible = false)
{
    /// <summary>Array elements of one request together: what a frame decodes to stays in proportion to the frame.</summary>
    public const int MaxElements = 1_000_000;

    private int _position;
    private int _elements;

    /// <summary>True from the API's first flexible version on; set once the header is read.</summary>
    public bool Flexible { get; set; } = flexible;

    public int Position => _position;

    public int Remaining => frame.Length - _position;

    public byte Byte() => Take(1)[0];

    public sbyte Int8() => (sbyte)Take(1)[0];

    public bool Boolean() => Take(1)[0] != 0;

    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    public Guid Uuid() => new(Take(16), bigEndian: true);

    /// <summary>An unsigned varint of at most 32 bits.</summary>
    public uint UVarint()
    {
        if (!Varint.TryRead(frame.Span[_position..], out uint value, out var length))
        {
            throw new MalformedRequestException($"no varint of 32 bits at byte {_position}");
        }

        _position += length;
        return value;
    }

    /// <summary>A string that may not be null.</summary>
    public string String() => NullableString() ?? throw new MalformedRequestException($"a string before byte {_position} is null");

    public string? NullableString()
    {
        var length = Flexible ? CompactLength() : Int16();
        return length < 0 ? null : Encoding.UTF8.GetString(Take(length));
    }

    /// <summary>Bytes of the frame itself, not a copy: good until the request is answered.</summary>
    public ReadOnlyMemory<byte> Bytes() =>
        NullableBytes() ?? throw new MalformedRequestException($"a byte array before byte {_position} is null");

    public ReadOnlyMemory<byte>? NullableBytes()
    {
        var length = Flexible ? CompactLength() : Int32();
        if (length < 0)
        {
            return null;
        }

        var start = _position;
        Take(length);
        return frame.Slice(start, length);
    }

    /// <summary>The count of an array, -1 for null.</summary>
    /// <param name="elementBytes">What one element takes at the least; a count that cannot fit in what is left is refused.</param>
    public int ArrayCount(int elementBytes = 1)
    {
        var count = Flexible ? CompactLength() : Int32();
        if (count < -1 || (long)count * Math.Max(elementBytes, 1) > Remaining || (_elements += Math.Max(count, 0)) > MaxElements)
        {
            throw new MalformedRequestException($"an array of {count} elements does not fit in the {Remaining} bytes left");
        }

        return count;
    }

    /// <summary>An array of structures; null reads as empty. The tagged fields of each element are <paramref name="element"/>'s to read.</summary>
    public List<T> Array<T>(Func<RequestReader, T> element, int elementBytes = 1) => NullableArray(element, elementBytes) ?? [];

    public List<T>? NullableArray<T>(Func<RequestReader, T> element, int elementBytes = 1)
    {
        var count = ArrayCount(elementBytes);
        if (count < 0)
        {
            return null;
        }

        // Grown as elements decode: a count that fits by its least size is no reason to reserve room for full objects.
        var list = new List<T>(Math.Min(count, 1024));
        for (var i = 0; i < count; i++)
        {
            list.Add(element(this));
        }

        return list;
    }

    /// <summary>Skips the tagged fields that end every structure of a flexible version; nothing in a classic one.</summary>
    public void TaggedFields()
    {
        if (!Flexible)
        {
            return;
        }

        for (var left = UVarint(); left > 0; left--)
        {
            UVarint();
            var size = UVarint();
            Take(size > int.MaxValue ? int.MaxValue : (int)size);
        }
    }

    private int CompactLength()
    {
        // Compact lengths are one more than the length; 0 is null.
        var value = UVarint();
        return value > int.MaxValue ? throw new MalformedRequestException($"a length of {value} bytes") : (int)value - 1;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)Remaining)
        {
            throw new MalformedRequestException($"{count} bytes wanted at byte {_position}, {Remaining} left");
        }

        var span = frame.Span.Slice(_position, count);
        _position += count;
        return span;
    }
}
