using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Platform.Engines.Kafka.Wire;

/// <summary>Writes the primitive types of the protocol into a pooled buffer, classic or compact as <see cref="Flexible"/> says.</summary>
/// <remarks>Source: https://kafka.apache.org/protocol#protocol_types, KIP-482 for compact types and tagged fields.</remarks>
internal sealed class ResponseWriter(bool flexible = false, int capacity = 512) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public bool Flexible { get; set; } = flexible;

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    public ArraySegment<byte> Segment => new(_buffer, 0, Length);

    public void Int8(sbyte value) => Take(1)[0] = (byte)value;

    public void Boolean(bool value) => Take(1)[0] = value ? (byte)1 : (byte)0;

    public void Int16(short value) => BinaryPrimitives.WriteInt16BigEndian(Take(2), value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(4), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64BigEndian(Take(8), value);

    public void Error(ErrorCode code) => Int16((short)code);

    public void UVarint(uint value)
    {
        Ensure(5);
        Length += Varint.Write(_buffer.AsSpan(Length), value);
    }

    public void String(string value) => NullableString(value);

    public void NullableString(string? value)
    {
        if (value is null)
        {
            LengthOf(-1, wide: false);
            return;
        }

        var count = Encoding.UTF8.GetByteCount(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, short.MaxValue, nameof(value));
        LengthOf(count, wide: false);
        Encoding.UTF8.GetBytes(value, Take(count));
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        LengthOf(value.Length, wide: true);
        value.CopyTo(Take(value.Length));
    }

    public void NullBytes() => LengthOf(-1, wide: true);

    /// <summary>The length before bytes that follow by <see cref="Take"/>; -1 for null.</summary>
    public void BytesLength(int length) => LengthOf(length, wide: true);

    /// <summary>The count before the elements of an array; -1 for null.</summary>
    public void ArrayCount(int count) => LengthOf(count, wide: true);

    /// <summary>An array of structures. The tagged fields of each element are <paramref name="element"/>'s to write.</summary>
    public void Array<T>(IReadOnlyCollection<T> items, Action<ResponseWriter, T> element)
    {
        ArrayCount(items.Count);
        foreach (var item in items)
        {
            element(this, item);
        }
    }

    /// <summary>No tagged fields: the end of every structure of a flexible version; nothing in a classic one.</summary>
    public void TaggedFields()
    {
        if (Flexible)
        {
            Take(1)[0] = 0;
        }
    }

    /// <summary>Room for exactly <paramref name="count"/> bytes, counted as written.</summary>
    public Span<byte> Take(int count)
    {
        Ensure(count);
        var span = _buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }

    /// <summary>Sets an int32 that was written before.</summary>
    public void PatchInt32(int position, int value) => BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(position, 4), value);

    /// <summary>Forgets what was written from <paramref name="length"/> on.</summary>
    public void Truncate(int length) => Length = Math.Min(Length, length);

    /// <summary>Moves bytes that were written before within the buffer.</summary>
    public void Move(int from, int to, int count) => _buffer.AsSpan(from, count).CopyTo(_buffer.AsSpan(to, count));

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            Length = 0;
        }
    }

    /// <summary>Grows once to hold <paramref name="count"/> more bytes.</summary>
    public void Ensure(int count)
    {
        if (_buffer.Length - Length >= count)
        {
            return;
        }

        var grown = ArrayPool<byte>.Shared.Rent(
            Math.Max(checked(Length + count), (int)Math.Min(2L * _buffer.Length, System.Array.MaxLength))
        );
        _buffer.AsSpan(0, Length).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = grown;
    }

    private void LengthOf(int length, bool wide)
    {
        if (Flexible)
        {
            UVarint((uint)(length + 1));
        }
        else if (wide)
        {
            Int32(length);
        }
        else
        {
            Int16((short)length);
        }
    }
}
