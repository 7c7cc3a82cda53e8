using System.Buffers.Binary;

namespace Platform.Engines.ObjectStorage.Checksums;

/// <summary>The checksum of a multipart object from those of its parts: nothing is read again.</summary>
internal static class PartChecksums
{
    /// <param name="parts">Value in Base64 and length of each part, in order.</param>
    public static Checksum Combine(ChecksumAlgorithm algorithm, ChecksumType type, IReadOnlyList<(string Value, long Length)> parts)
    {
        if (type == ChecksumType.Composite)
        {
            using var hasher = new ChecksumHasher(algorithm);
            foreach (var part in parts)
                hasher.Append(Convert.FromBase64String(part.Value));
            return new(algorithm, type, $"{hasher.Finish()}-{parts.Count}");
        }
        var crc = algorithm switch
        {
            ChecksumAlgorithm.Crc32 => ReflectedCrc.Crc32,
            ChecksumAlgorithm.Crc32C => ReflectedCrc.Crc32C,
            _ => ReflectedCrc.Crc64Nvme,
        };
        var whole = 0UL;
        foreach (var (value, length) in parts)
        {
            var bytes = Convert.FromBase64String(value);
            var part = bytes.Length == 8 ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
            whole = crc.Combine(whole, part, length);
        }
        return new(algorithm, type, Convert.ToBase64String(ChecksumHasher.Bytes(algorithm, whole)));
    }
}
