namespace Extraction.Tests;

/// <summary>Content that tells when its reader has come to the end.</summary>
internal sealed class StreamWithEnd(byte[] content, Action ended) : MemoryStream(content)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        if (read == 0)
        {
            ended();
        }
        return read;
    }
}
