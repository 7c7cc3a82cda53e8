using System.Globalization;
using Microsoft.AspNetCore.Http;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Checksums;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Payload;

/// <summary>A body that came whole and is what its sender promised.</summary>
internal sealed record ReceivedPayload(long Length, byte[] Md5, Checksum? Checksum);

/// <summary>Reads a body once: takes off its framing, hashes it in passing, hands it on and checks what was promised.</summary>
internal sealed class PayloadReader(HttpRequest request, PayloadSignature signature)
{
    private ExpectedChecksums? expected;

    /// <summary>What the headers say the body adds up to; set where they speak of something else.</summary>
    public ExpectedChecksums Expected
    {
        get => expected ??= ExpectedChecksums.From(request.Headers, signature.HasTrailer);
        set => expected = value;
    }

    /// <summary>Bytes of the body without its framing, as declared.</summary>
    public long DeclaredLength
    {
        get
        {
            if (!signature.IsChunked)
                return request.ContentLength ?? throw S3Errors.MissingContentLength();
            var text = request.Headers["x-amz-decoded-content-length"].ToString();
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? length
                : throw S3Errors.MissingContentLength();
        }
    }

    /// <param name="wanted">A checksum to compute where the client promised none.</param>
    public async Task<ReceivedPayload> ReceiveAsync(
        IPayloadSink destination,
        long most,
        ChecksumAlgorithm? wanted,
        CancellationToken cancellationToken
    )
    {
        var declared = DeclaredLength;
        if (declared > most)
            throw S3Errors.EntityTooLarge(most);
        using var hashing = new HashingSink(destination, declared, Expected.Algorithm ?? wanted, signature.Sha256 is not null);
        using var chunks = signature.IsChunked ? new AwsChunkedDecoder(signature, hashing, declared) : null;
        var reader = request.BodyReader;
        for (var ended = false; !ended; )
        {
            var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var segment in result.Buffer)
                if (chunks is null)
                    hashing.Append(segment.Span);
                else
                    chunks.Feed(segment.Span);
            reader.AdvanceTo(result.Buffer.End);
            ended = result.IsCompleted;
        }
        chunks?.Complete();
        if (hashing.Length != declared)
            throw S3Errors.IncompleteBody();
        return Verify(hashing, chunks?.Trailers);
    }

    private ReceivedPayload Verify(HashingSink hashing, IReadOnlyDictionary<string, string>? trailers)
    {
        if (signature.Sha256 is { } promised && !SigV4.Same(promised, SigV4.Hex(hashing.FinishSha256())))
            throw new S3Exception(
                400,
                "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed.",
                ("ClientComputedContentSHA256", promised)
            );
        var md5 = hashing.FinishMd5();
        if (Expected.Md5 is { } claimed && !claimed.AsSpan().SequenceEqual(md5))
            throw S3Errors.BadDigest("Content-MD5");
        var checksum = hashing.FinishChecksum();
        if (Expected.Algorithm is { } algorithm)
        {
            var given = Expected.Value ?? trailers?.GetValueOrDefault(algorithm.Header()) ?? throw AwsChunkedDecoder.MalformedTrailer();
            if (given != checksum!.Value)
                throw S3Errors.BadDigest(algorithm.Name());
        }
        return new(hashing.Length, md5, checksum);
    }
}
