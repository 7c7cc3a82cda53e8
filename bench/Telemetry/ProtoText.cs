using System.Buffers.Binary;
using System.Text;

namespace TelemetryBench;

/// <summary>Writes protobuf by field number: as much as a load needs.</summary>
internal sealed class ProtoText
{
    private readonly MemoryStream bytes = new();

    public int Length => (int)bytes.Length;

    public byte[] ToArray() => bytes.ToArray();

    public ProtoText Varint(int field, ulong value)
    {
        Raw((ulong)field << 3);
        Raw(value);
        return this;
    }

    public ProtoText Fixed64(int field, ulong value)
    {
        Raw(((ulong)field << 3) | 1);
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(eight, value);
        bytes.Write(eight);
        return this;
    }

    public ProtoText Bytes(int field, ReadOnlySpan<byte> value)
    {
        Raw(((ulong)field << 3) | 2);
        Raw((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    public ProtoText Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtoText Message(int field, ProtoText message) => Bytes(field, message.ToArray());

    public ProtoText Attribute(int field, string key, object value)
    {
        var any = value is int number ? new ProtoText().Varint(3, (ulong)number) : new ProtoText().Text(1, (string)value);
        return Message(field, new ProtoText().Text(1, key).Message(2, any));
    }

    private void Raw(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.WriteByte((byte)(value | 0x80));
        }
        bytes.WriteByte((byte)value);
    }
}
