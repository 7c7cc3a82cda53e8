namespace Extraction.Tests;

/// <summary>Zeros that are nowhere kept.</summary>
internal sealed class Zeros(long size) : ReadOnlyStream
{
    private long _left = size;

    /// <summary>Bytes that were asked for at once.</summary>
    public static int LargestRead { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        LargestRead = Math.Max(LargestRead, buffer.Length);
        var count = (int)Math.Min(buffer.Length, _left);
        buffer[..count].Clear();
        _left -= count;
        return count;
    }
}

/// <summary>A store that goes away.</summary>
internal sealed class Broken : ReadOnlyStream
{
    private bool _begun;

    public override int Read(Span<byte> buffer)
    {
        if (_begun)
        {
            throw new IOException("The connection was reset.");
        }

        _begun = true;
        "%PDF-1.4\n"u8.CopyTo(buffer);
        return 9;
    }
}

internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
