using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Engines.Storage;

namespace Storage.Tests;

public sealed class Crc32CTests
{
    // The check value of CRC-32/ISCSI in every catalogue of CRCs, and RFC 3720's B.4.
    [Fact]
    public void It_is_the_castagnoli_checksum()
    {
        Crc32C.Compute(Encoding.ASCII.GetBytes("123456789")).ShouldBe(0xE3069283);
        Crc32C.Compute(new byte[32]).ShouldBe(0x8A9136AA);
        Crc32C.Compute([]).ShouldBe(0u);
    }

    [Fact]
    public void Piece_by_piece_is_the_same_as_at_once() =>
        Prop.ForAll<byte[], byte[]>((head, tail) => Crc32C.Compute(tail, Crc32C.Compute(head)) == Crc32C.Compute([.. head, .. tail]))
            .QuickCheckThrowOnFailure();
}
