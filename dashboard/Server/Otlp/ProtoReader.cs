using System.Buffers.Binary;

namespace Platform.Dashboard.Otlp;

/// <summary>Reads one protobuf message, field by field, where it lies (protobuf.dev/programming-guides/encoding). Every length is checked.</summary>
public ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> message = message;

    /// <summary>Where the next field begins.</summary>
    public int Position { get; private set; }

    /// <summary>The field's number; 0 before the first.</summary>
    public int Field { get; private set; }

    public WireType Wire { get; private set; }

    /// <summary>The value of a varint, fixed32 or fixed64 field as bits.</summary>
    public ulong Bits { get; private set; }

    /// <summary>The value of a length-delimited field: string, bytes, message or packed numbers.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>True once the bytes turned out not to be a message. <see cref="Next"/> is false from then on.</summary>
    public bool Malformed { get; private set; }

    public readonly double Double => BitConverter.UInt64BitsToDouble(Bits);

    public readonly long Int64 => (long)Bits;

    /// <summary>Where <see cref="Bytes"/> begins in the message.</summary>
    public readonly int BytesStart => Position - Bytes.Length;

    public bool Next()
    {
        if (Malformed || Position >= message.Length)
        {
            return false;
        }
        if (!TryVarint(out var tag) || tag > uint.MaxValue || tag >> 3 == 0)
        {
            return Fail();
        }
        Field = (int)(tag >> 3);
        Wire = (WireType)(tag & 7);
        Bytes = default;
        switch (Wire)
        {
            case WireType.Varint when TryVarint(out var value):
                Bits = value;
                return true;
            case WireType.Fixed64 when message.Length - Position >= 8:
                Bits = BinaryPrimitives.ReadUInt64LittleEndian(message[Position..]);
                Position += 8;
                return true;
            case WireType.Fixed32 when message.Length - Position >= 4:
                Bits = BinaryPrimitives.ReadUInt32LittleEndian(message[Position..]);
                Position += 4;
                return true;
            case WireType.LengthDelimited when TryVarint(out var length) && length <= (ulong)(message.Length - Position):
                Bytes = message.Slice(Position, (int)length);
                Position += (int)length;
                return true;
            default:
                return Fail();
        }
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 70 && Position < message.Length; shift += 7)
        {
            var next = message[Position++];
            if (shift == 63 && next > 1)
            {
                return false;
            }
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }
        return false;
    }

    private bool Fail()
    {
        Malformed = true;
        return false;
    }
}

public enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    LengthDelimited = 2,
    Fixed32 = 5,
}
