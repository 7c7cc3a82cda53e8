using System.Buffers.Binary;
using System.Text;

namespace Platform.Dashboard.Tests.Metrics;

/// <summary>Writes protobuf, field by field.</summary>
internal sealed class ProtoWriter
{
    private readonly MemoryStream stream = new();

    public byte[] ToArray() => stream.ToArray();

    public ProtoWriter Varint(int field, ulong value)
    {
        Tag(field, 0);
        Raw(value);
        return this;
    }

    public ProtoWriter Fixed(int field, long value)
    {
        Tag(field, 1);
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        stream.Write(bytes);
        return this;
    }

    public ProtoWriter Double(int field, double value) => Fixed(field, BitConverter.DoubleToInt64Bits(value));

    public ProtoWriter Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Tag(field, 2);
        Raw((ulong)bytes.Length);
        stream.Write(bytes);
        return this;
    }

    public ProtoWriter Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public ProtoWriter Message(int field, Action<ProtoWriter> write)
    {
        var inner = new ProtoWriter();
        write(inner);
        return Bytes(field, inner.ToArray());
    }

    public ProtoWriter Attribute(int field, string key, string value) =>
        Message(field, pair => pair.Text(1, key).Message(2, any => any.Text(1, value)));

    public ProtoWriter PackedFixed(int field, IEnumerable<long> values)
    {
        var inner = new MemoryStream();
        foreach (var value in values)
        {
            inner.Write(BitConverter.GetBytes(value));
        }
        return Bytes(field, inner.ToArray());
    }

    public ProtoWriter PackedDoubles(int field, IEnumerable<double> values) =>
        PackedFixed(field, values.Select(BitConverter.DoubleToInt64Bits));

    public ProtoWriter PackedVarints(int field, IEnumerable<long> values)
    {
        var inner = new ProtoWriter();
        foreach (var value in values)
        {
            inner.Raw((ulong)value);
        }
        return Bytes(field, inner.ToArray());
    }

    public ProtoWriter ZigZag(int field, int value) => Varint(field, (uint)((value << 1) ^ (value >> 31)));

    private void Tag(int field, int wire) => Raw((ulong)((field << 3) | wire));

    private void Raw(ulong value)
    {
        while (value >= 0x80)
        {
            stream.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }
        stream.WriteByte((byte)value);
    }
}
