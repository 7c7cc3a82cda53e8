namespace Platform.Engines.ObjectStorage.Checksums;

internal enum ChecksumAlgorithm : byte
{
    Crc32 = 1,
    Crc32C,
    Crc64Nvme,
    Sha1,
    Sha256,
}

/// <summary>Whether the checksum of a multipart object is one over its parts' checksums, or one over all of its bytes.</summary>
internal enum ChecksumType : byte
{
    FullObject = 1,
    Composite,
}

/// <summary>A checksum as S3 writes it: Base64, and <c>-N</c> behind it when it is one of N parts.</summary>
internal sealed record Checksum(ChecksumAlgorithm Algorithm, ChecksumType Type, string Value);
