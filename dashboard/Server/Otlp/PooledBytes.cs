using System.Buffers;

namespace Platform.Dashboard.Otlp;

/// <summary>A request's bytes in a pooled array, each counted as in flight from the moment there is room for it.</summary>
internal sealed class PooledBytes(Intake intake) : IDisposable
{
    private const int Smallest = 4096;
    private byte[] array = [];
    private int capacity;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => array.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => array.AsMemory(0, Length);

    public byte[] Array => array;

    /// <summary>Room for at least so many bytes more.</summary>
    /// <exception cref="OtlpRefusal">One request's limit, or that of all in flight, is reached.</exception>
    public Span<byte> Free(int count)
    {
        Reserve((long)Length + count);
        return array.AsSpan(Length, capacity - Length);
    }

    public void Advance(int count) => Length += count;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Free(bytes.Length));
        Length += bytes.Length;
    }

    public void Append(byte value)
    {
        Free(1)[0] = value;
        Length++;
    }

    /// <summary>Moves what was written from there on back by so many bytes, and gives the gap.</summary>
    public Span<byte> Insert(int position, int count)
    {
        Reserve((long)Length + count);
        array.AsSpan(position, Length - position).CopyTo(array.AsSpan(position + count));
        Length += count;
        return array.AsSpan(position, count);
    }

    /// <summary>Makes room for so many bytes in all.</summary>
    public void Reserve(long needed)
    {
        if (needed <= capacity)
        {
            return;
        }
        if (needed > intake.MaxRequest)
        {
            throw OtlpRefusal.TooLarge(intake.MaxRequest);
        }
        // Exactly what a declared length says; twice as much where the end is unknown.
        var wanted = capacity == 0 ? (int)needed : (int)Math.Min(intake.MaxRequest, Math.Max(needed, Math.Max(Smallest, capacity * 2L)));
        if (!intake.TryTake(wanted - capacity))
        {
            throw OtlpRefusal.Busy();
        }
        capacity = wanted;
        if (array.Length < wanted)
        {
            var larger = ArrayPool<byte>.Shared.Rent(wanted);
            Written.CopyTo(larger);
            Release();
            array = larger;
        }
    }

    public void Dispose()
    {
        intake.Return(capacity);
        Release();
        array = [];
        capacity = Length = 0;
    }

    private void Release()
    {
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
