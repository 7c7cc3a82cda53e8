using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Checksums;

/// <summary>The names that S3 has for a checksum: in headers, in XML and as a value.</summary>
internal static class ChecksumNames
{
    public static readonly ChecksumAlgorithm[] All = Enum.GetValues<ChecksumAlgorithm>();

    public static string Name(this ChecksumAlgorithm algorithm) =>
        algorithm switch
        {
            ChecksumAlgorithm.Crc32 => "CRC32",
            ChecksumAlgorithm.Crc32C => "CRC32C",
            ChecksumAlgorithm.Crc64Nvme => "CRC64NVME",
            ChecksumAlgorithm.Sha1 => "SHA1",
            _ => "SHA256",
        };

    public static string Name(this ChecksumType type) => type == ChecksumType.Composite ? "COMPOSITE" : "FULL_OBJECT";

    public static string Header(this ChecksumAlgorithm algorithm) =>
        algorithm switch
        {
            ChecksumAlgorithm.Crc32 => "x-amz-checksum-crc32",
            ChecksumAlgorithm.Crc32C => "x-amz-checksum-crc32c",
            ChecksumAlgorithm.Crc64Nvme => "x-amz-checksum-crc64nvme",
            ChecksumAlgorithm.Sha1 => "x-amz-checksum-sha1",
            _ => "x-amz-checksum-sha256",
        };

    public static string Element(this ChecksumAlgorithm algorithm) => "Checksum" + algorithm.Name();

    /// <summary>Bytes of the value.</summary>
    public static int Size(this ChecksumAlgorithm algorithm) =>
        algorithm switch
        {
            ChecksumAlgorithm.Crc32 or ChecksumAlgorithm.Crc32C => 4,
            ChecksumAlgorithm.Crc64Nvme => 8,
            ChecksumAlgorithm.Sha1 => 20,
            _ => 32,
        };

    public static bool IsCrc(this ChecksumAlgorithm algorithm) => algorithm <= ChecksumAlgorithm.Crc64Nvme;

    public static ChecksumAlgorithm Parse(string name)
    {
        foreach (var algorithm in All)
            if (algorithm.Name().Equals(name, StringComparison.OrdinalIgnoreCase))
                return algorithm;
        throw S3Errors.InvalidRequest($"Checksum algorithm '{name}' is not one of CRC32, CRC32C, CRC64NVME, SHA1, SHA256.");
    }

    public static ChecksumAlgorithm? FromHeader(string header)
    {
        foreach (var algorithm in All)
            if (algorithm.Header().Equals(header, StringComparison.OrdinalIgnoreCase))
                return algorithm;
        return null;
    }

    public static ChecksumType ParseType(string? name, ChecksumAlgorithm algorithm)
    {
        var type = name switch
        {
            null or "" => algorithm == ChecksumAlgorithm.Crc64Nvme ? ChecksumType.FullObject : ChecksumType.Composite,
            "COMPOSITE" => ChecksumType.Composite,
            "FULL_OBJECT" => ChecksumType.FullObject,
            _ => throw S3Errors.InvalidRequest($"Value for x-amz-checksum-type header is invalid: {name}"),
        };
        if (
            type == ChecksumType.FullObject && !algorithm.IsCrc()
            || type == ChecksumType.Composite && algorithm == ChecksumAlgorithm.Crc64Nvme
        )
            throw S3Errors.InvalidRequest(
                $"The {type.Name()} checksum type cannot be used with the {algorithm.Name().ToLowerInvariant()} checksum algorithm."
            );
        return type;
    }
}
