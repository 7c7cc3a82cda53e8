using System.Runtime.CompilerServices;

namespace Platform.Engines.Elasticsearch.Index;

/// <summary>Bytes that grow, written as they are or as numbers of seven bits a byte.</summary>
internal sealed class ByteBuffer(int capacity = 256)
{
    private byte[] bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Write(byte value)
    {
        if (Length == bytes.Length)
        {
            Grow(1);
        }
        bytes[Length++] = value;
    }

    public void Write(ReadOnlySpan<byte> span)
    {
        if (Length + span.Length > bytes.Length)
        {
            Grow(span.Length);
        }
        span.CopyTo(bytes.AsSpan(Length));
        Length += span.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteNumber(uint value)
    {
        if (Length + 5 > bytes.Length)
        {
            Grow(5);
        }
        while (value >= 0x80)
        {
            bytes[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        bytes[Length++] = (byte)value;
    }

    public byte[] ToArray() => Written.ToArray();

    private void Grow(int more) =>
        Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)Length + more, bytes.Length * 2L)));
}
