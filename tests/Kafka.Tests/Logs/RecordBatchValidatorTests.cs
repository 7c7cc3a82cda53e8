using Kafka.Tests.Support;
using Platform.Engines.Kafka.Logs;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Logs;

public sealed class RecordBatchValidatorTests
{
    private static readonly BatchRules Rules = new(MaxBytes: 10_000);

    [Fact]
    public void A_good_batch_is_taken() => Check(Batches.Of("a", "b")).ShouldBe(ErrorCode.None);

    [Fact]
    public void Nothing_is_no_batch() => Check([]).ShouldBe(ErrorCode.InvalidRecord);

    [Fact]
    public void A_batch_that_is_cut_off_is_corrupt() => Check(Batches.Of("a")[..^1]).ShouldBe(ErrorCode.CorruptMessage);

    [Fact]
    public void Two_batches_are_one_too_many() => Check([.. Batches.Of("a"), .. Batches.Of("b")]).ShouldBe(ErrorCode.InvalidRecord);

    [Fact]
    public void Every_byte_that_the_checksum_covers_counts()
    {
        var good = Batches.Of("some value");
        for (var i = 17; i < good.Length; i++)
        {
            var bad = (byte[])good.Clone();
            bad[i] ^= 0x40;
            Check(bad).ShouldBe(ErrorCode.CorruptMessage, $"byte {i}");
        }
    }

    [Fact]
    public void A_batch_that_is_too_large_is_refused() => Check(Batches.Of(new string('x', 10_000))).ShouldBe(ErrorCode.MessageTooLarge);

    [Fact]
    public void Control_batches_are_the_brokers() => Check(Batches.Of(["v"], attributes: 0x20)).ShouldBe(ErrorCode.InvalidRecord);

    [Fact]
    public void Zstd_needs_version_7_of_Produce()
    {
        var batch = Batches.Of(["v"], attributes: 4);

        Check(batch).ShouldBe(ErrorCode.None);
        Check(batch, Rules with { ZstdAllowed = false }).ShouldBe(ErrorCode.UnsupportedCompressionType);
        Check(Batches.Of(["v"], attributes: 5)).ShouldBe(ErrorCode.UnsupportedCompressionType);
    }

    [Fact]
    public void The_records_must_be_as_many_as_the_batch_says()
    {
        var batch = Batches.Of("a", "b");
        // Three records and a last delta of 2, with room for two.
        batch[26] = 2;
        batch[60] = 3;
        RecordBatch.SetChecksum(batch);

        Check(batch).ShouldBe(ErrorCode.InvalidRecord);
    }

    [Fact]
    public void A_transaction_has_a_producer() => Check(Batches.Of(["v"], transactional: true)).ShouldBe(ErrorCode.InvalidRecord);

    private static ErrorCode Check(byte[] records, BatchRules? rules = null) =>
        RecordBatchValidator.Check(records, rules ?? Rules, out _).Error;
}
