using System.Runtime.ExceptionServices;
using System.Security.Cryptography;

namespace Files.Uploads;

/// <summary>A file on its way: its first bytes, which were looked at already, then the rest; counted, hashed and bounded as it passes.</summary>
internal sealed class CheckedContent(ReadOnlyMemory<byte> prefix, Stream rest, long maxBytes) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> prefix = prefix;
    private string? digest;

    /// <summary>Why the content could not be read; null while it can.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Bytes so far.</summary>
    public long Count { get; private set; }

    /// <summary>Of all that has passed; nothing more may be read once it was asked for.</summary>
    public string Sha256() => digest ??= Convert.ToHexStringLower(hash.GetHashAndReset());

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return buffer.Length == 0 ? 0 : await ReadCheckedAsync(buffer, cancellationToken);
        }
        catch (Exception failed)
        {
            Failure ??= ExceptionDispatchInfo.Capture(failed);
            throw;
        }
    }

    private async ValueTask<int> ReadCheckedAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int read;
        if (prefix.Length > 0)
        {
            read = Math.Min(prefix.Length, buffer.Length);
            prefix[..read].CopyTo(buffer);
            prefix = prefix[read..];
        }
        else
            read = await rest.ReadAsync(buffer, cancellationToken);
        Count += read;
        if (Count > maxBytes)
            throw new UploadRefusedException(StatusCodes.Status413PayloadTooLarge, "too_large", $"A file has at most {maxBytes} bytes.");
        hash.AppendData(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A request's body is read asynchronously.");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // HTTP clients dispose of what they have sent; its hash is asked for afterwards.
        _ = Sha256();
        hash.Dispose();
        base.Dispose(disposing);
    }
}
