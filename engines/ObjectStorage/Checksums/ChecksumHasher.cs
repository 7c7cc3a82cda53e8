using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Platform.Engines.ObjectStorage.Checksums;

/// <summary>Computes one of S3's checksums while bytes pass.</summary>
internal sealed class ChecksumHasher(ChecksumAlgorithm algorithm) : IDisposable
{
    private readonly IncrementalHash? hash = algorithm switch
    {
        ChecksumAlgorithm.Sha1 => IncrementalHash.CreateHash(HashAlgorithmName.SHA1),
        ChecksumAlgorithm.Sha256 => IncrementalHash.CreateHash(HashAlgorithmName.SHA256),
        _ => null,
    };
    private ulong crc;

    public ChecksumAlgorithm Algorithm => algorithm;

    public void Append(ReadOnlySpan<byte> data)
    {
        switch (algorithm)
        {
            case ChecksumAlgorithm.Crc32:
                crc = ReflectedCrc.Crc32.Append(crc, data);
                break;
            case ChecksumAlgorithm.Crc32C:
                crc = Storage.Crc32C.Compute(data, (uint)crc);
                break;
            case ChecksumAlgorithm.Crc64Nvme:
                crc = ReflectedCrc.Crc64Nvme.Append(crc, data);
                break;
            default:
                hash!.AppendData(data);
                break;
        }
    }

    /// <summary>The value in Base64; the hasher begins anew.</summary>
    public string Finish()
    {
        var value = hash?.GetHashAndReset() ?? Bytes(algorithm, crc);
        crc = 0;
        return Convert.ToBase64String(value);
    }

    public void Dispose() => hash?.Dispose();

    public static byte[] Bytes(ChecksumAlgorithm algorithm, ulong crc)
    {
        var bytes = new byte[algorithm.Size()];
        if (bytes.Length == 8)
            BinaryPrimitives.WriteUInt64BigEndian(bytes, crc);
        else
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)crc);
        return bytes;
    }
}
