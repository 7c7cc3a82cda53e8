using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Platform.Engines.Elasticsearch.Cluster;

namespace Platform.Engines.Elasticsearch.Http;

/// <summary>A request's body, read whole and inflated, in borrowed memory.</summary>
internal sealed class RequestBody(MemoryBudget budget) : IDisposable
{
    /// <summary>Elasticsearch's default of <c>http.max_content_length</c>.</summary>
    public const int Longest = 100 << 20;

    // Smaller ones are not worth counting.
    private const int Counted = 1 << 20;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private long taken;

    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <exception cref="ElasticsearchException">It is longer than <see cref="Longest"/>, inflated or not: 413; or it is not what its encoding says.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, MemoryBudget budget, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Longest)
            throw TooLong();
        var body = new RequestBody(budget);
        try
        {
            var encoding = request.Headers.ContentEncoding.ToString().ToLowerInvariant();
            await using var inflating = encoding switch
            {
                "" or "identity" => null,
                "gzip" or "x-gzip" => new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
                "deflate" => (Stream)new ZLibStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
                _ => throw new ElasticsearchException(
                    415,
                    "illegal_argument_exception",
                    $"Content-Encoding [{encoding}] is not supported; send gzip, deflate or identity"
                ),
            };
            await body.FillAsync(inflating ?? request.Body, cancellationToken).ConfigureAwait(false);
            return body;
        }
        catch (InvalidDataException broken)
        {
            body.Dispose();
            throw new ElasticsearchException(400, "illegal_argument_exception", "The body is not what its Content-Encoding says", broken);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, []) is { Length: > 0 } borrowed)
            ArrayPool<byte>.Shared.Return(borrowed);
        budget.ReturnBody(taken);
        taken = 0;
        Bytes = default;
    }

    private async Task FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
            {
                if (filled > Longest)
                    throw TooLong();
                if (filled >= Counted)
                    Take(2L * buffer.Length - taken);
                var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
                buffer.AsSpan(0, filled).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                break;
            filled += read;
            if (filled > Longest)
                throw TooLong();
        }
        Bytes = buffer.AsMemory(0, filled);
    }

    private void Take(long bytes)
    {
        budget.TakeBody(bytes);
        taken += bytes;
    }

    private static ElasticsearchException TooLong() =>
        new(413, "content_too_long_exception", $"entity content is too long, more than [{Longest}] bytes (http.max_content_length)");
}
