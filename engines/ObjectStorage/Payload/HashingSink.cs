using System.Security.Cryptography;
using Platform.Engines.ObjectStorage.Checksums;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Payload;

/// <summary>Hashes bytes on their way to where they are kept, and stops a body that is longer than allowed.</summary>
internal sealed class HashingSink(IPayloadSink destination, long most, ChecksumAlgorithm? algorithm, bool sha256 = false)
    : IPayloadSink,
        IDisposable
{
    // MD5 is S3's ETag, not a defence.
    private readonly IncrementalHash md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly IncrementalHash? sha = sha256 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    private readonly ChecksumHasher? checksum = algorithm is { } known ? new(known) : null;

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> data)
    {
        Length += data.Length;
        if (Length > most)
            throw S3Errors.EntityTooLarge(most);
        md5.AppendData(data);
        sha?.AppendData(data);
        checksum?.Append(data);
        destination.Append(data);
    }

    public byte[] FinishMd5() => md5.GetHashAndReset();

    public byte[]? FinishSha256() => sha?.GetHashAndReset();

    public Checksum? FinishChecksum() => checksum is null ? null : new(checksum.Algorithm, ChecksumType.FullObject, checksum.Finish());

    public void Dispose()
    {
        md5.Dispose();
        sha?.Dispose();
        checksum?.Dispose();
    }
}
