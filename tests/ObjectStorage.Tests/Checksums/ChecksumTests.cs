using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Engines.ObjectStorage.Checksums;

namespace Platform.Engines.ObjectStorage.Tests.Checksums;

public sealed class ChecksumTests
{
    // The check values of the CRC catalogue, for the digits 1 to 9.
    [Theory]
    [InlineData("CRC32", "CBF43926")]
    [InlineData("CRC32C", "E3069283")]
    [InlineData("CRC64NVME", "AE8B14860A799888")]
    [InlineData("SHA1", "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    public void Known_values_come_out(string algorithm, string expected) =>
        Of(ChecksumNames.Parse(algorithm), Encoding.ASCII.GetBytes("123456789"))
            .ShouldBe(Convert.ToBase64String(Convert.FromHexString(expected)));

    [Fact]
    public void Bytes_may_come_in_pieces() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll<byte[], byte[]>(
                (first, second) =>
                    ChecksumNames.All.All(algorithm =>
                    {
                        using var hasher = new ChecksumHasher(algorithm);
                        hasher.Append(first);
                        hasher.Append(second);
                        return hasher.Finish() == Of(algorithm, [.. first, .. second]);
                    })
            )
        );

    [Fact]
    public void The_sum_of_the_whole_follows_from_those_of_the_parts() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll<byte[][]>(parts =>
                ChecksumNames
                    .All.Where(algorithm => algorithm.IsCrc())
                    .All(algorithm =>
                        PartChecksums
                            .Combine(
                                algorithm,
                                ChecksumType.FullObject,
                                [.. parts.Select(part => (Of(algorithm, part), (long)part.Length))]
                            )
                            .Value == Of(algorithm, [.. parts.SelectMany(part => part)])
                    )
            )
        );

    [Fact]
    public void Parts_may_be_large()
    {
        var (first, second) = (RandomNumberGenerator.GetBytes(5_000_001), RandomNumberGenerator.GetBytes(1_234_567));
        foreach (var algorithm in ChecksumNames.All.Where(algorithm => algorithm.IsCrc()))
            PartChecksums
                .Combine(algorithm, ChecksumType.FullObject, [(Of(algorithm, first), first.Length), (Of(algorithm, second), second.Length)])
                .Value.ShouldBe(Of(algorithm, [.. first, .. second]));
    }

    [Fact]
    public void A_composite_is_the_sum_of_the_sums_and_their_count()
    {
        var sums = new[] { SHA256.HashData("a"u8), SHA256.HashData("b"u8) };
        PartChecksums
            .Combine(ChecksumAlgorithm.Sha256, ChecksumType.Composite, [.. sums.Select(sum => (Convert.ToBase64String(sum), 1L))])
            .Value.ShouldBe(Convert.ToBase64String(SHA256.HashData([.. sums[0], .. sums[1]])) + "-2");
    }

    [Theory]
    [InlineData("SHA256", "FULL_OBJECT")]
    [InlineData("CRC64NVME", "COMPOSITE")]
    public void Not_every_algorithm_has_both_types(string algorithm, string type) =>
        Should
            .Throw<ObjectStorage.Http.S3Exception>(() => ChecksumNames.ParseType(type, ChecksumNames.Parse(algorithm)))
            .Code.ShouldBe("InvalidRequest");

    private static string Of(ChecksumAlgorithm algorithm, byte[] bytes)
    {
        using var hasher = new ChecksumHasher(algorithm);
        hasher.Append(bytes);
        return hasher.Finish();
    }
}
