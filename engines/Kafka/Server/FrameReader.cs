using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Server;

/// <summary>
/// Cuts what comes from a socket into frames (four bytes of length, then the request). Small ones are read where they lie; a large one gets a buffer that grows as
/// bytes arrive, so that a length alone allocates next to nothing.
/// </summary>
internal sealed class FrameReader(Socket socket, int maxFrame, MemoryBudget budget) : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private const int FirstLarge = 1024 * 1024;

    /// <summary>Key, version and correlation id, and the length of a null client id.</summary>
    private const int MinFrame = 10;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _start;
    private int _end;
    private byte[]? _large;
    private int _lease;

    /// <summary>Bytes received: grows while a client is alive.</summary>
    public long Received { get; private set; }

    /// <summary>Bytes of memory that a large frame has so far.</summary>
    public int Held => _large?.Length ?? 0;

    /// <summary>In the middle of a frame.</summary>
    public bool IsWithinFrame { get; private set; }

    /// <summary>Whether the next frame is here already, whole.</summary>
    public bool HasFrame => Buffered >= 4 && PeekLength() is var length and > 0 && Buffered - 4 >= length;

    private int Buffered => _end - _start;

    /// <summary>The next frame; null at the end of the stream. It is good until <see cref="Release"/>.</summary>
    /// <exception cref="MalformedRequestException">A length that no request has.</exception>
    public async ValueTask<Memory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (Buffered < 4)
        {
            IsWithinFrame = Buffered > 0;
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        var length = PeekLength();
        if (length < MinFrame || length > maxFrame)
        {
            throw new MalformedRequestException($"a frame of {length} bytes; {Guess(length)}socket.request.max.bytes is {maxFrame}");
        }

        IsWithinFrame = true;
        if (length + 4 > _buffer.Length)
        {
            return await ReadLargeAsync(length, cancellationToken);
        }

        while (Buffered < length + 4)
        {
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        IsWithinFrame = false;
        var frame = _buffer.AsMemory(_start + 4, length);
        _start += length + 4;
        return frame;
    }

    /// <summary>The last frame is not needed any more.</summary>
    public void Release()
    {
        if (_large is not null)
        {
            ArrayPool<byte>.Shared.Return(_large);
            _large = null;
        }

        if (_lease > 0)
        {
            budget.Return(_lease);
            _lease = 0;
        }
    }

    public void Dispose()
    {
        Release();
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    // What other protocols begin with, read as a length.
    private static string Guess(int length) =>
        length >>> 24 == 0x16 ? "this looks like TLS, and the listener speaks plain text; "
        : length is 0x47455420 or 0x504F5354 or 0x48454144 ? "this looks like HTTP; "
        : "";

    private int PeekLength() => BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_start));

    private async ValueTask<Memory<byte>?> ReadLargeAsync(int length, CancellationToken cancellationToken)
    {
        await budget.TakeAsync(length, cancellationToken);
        _lease = length;
        _large = ArrayPool<byte>.Shared.Rent(Math.Min(length, FirstLarge));
        var got = Buffered - 4;
        _buffer.AsSpan(_start + 4, got).CopyTo(_large);
        _start = _end = 0;
        while (got < length)
        {
            if (got == _large.Length)
            {
                var grown = ArrayPool<byte>.Shared.Rent((int)Math.Min(length, 4L * got));
                _large.AsSpan(0, got).CopyTo(grown);
                ArrayPool<byte>.Shared.Return(_large);
                _large = grown;
            }

            var read = await socket.ReceiveAsync(_large.AsMemory(got, Math.Min(_large.Length, length) - got), cancellationToken);
            if (read == 0)
            {
                return null;
            }

            got += read;
            Received += read;
        }

        IsWithinFrame = false;
        return _large.AsMemory(0, length);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, Buffered).CopyTo(_buffer);
            (_start, _end) = (0, Buffered);
        }

        var read = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        Received += read;
        return read > 0;
    }
}
