using System.Buffers.Binary;
using System.Diagnostics;
using Kafka.Tests.Support;
using Platform.Engines.Kafka.Logs;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Fuzz;

public sealed class RecordBatchFuzzer
{
    [Fact]
    public void No_batch_breaks_the_validator_and_what_it_takes_can_be_read()
    {
        using var sandbox = new Sandbox();
        var log = PartitionLog.Open(sandbox["p"], new LogSettings { SegmentBytes = 100_000 }, TimeProvider.System, 0, out _);
        var random = new Random(20260);
        var (taken, tried) = (0, 0);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Budget.Fuzzing; tried++)
        {
            var batch = Mutation.Of(Seed(random), random);
            if (random.Next(4) > 0 && batch.Length > RecordBatch.HeaderSize)
            {
                // Else the checksum keeps nearly everything from the code behind it.
                BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(8), batch.Length - RecordBatch.LengthOverhead);
                batch[16] = 2;
                RecordBatch.SetChecksum(batch);
            }

            var result = log.Append(batch);
            result.BaseOffset.ShouldBe(result.Error == ErrorCode.None ? result.BaseOffset : -1);
            // A repetition is told its old offset, which may be deleted by now.
            if (result.Error == ErrorCode.None && taken++ % 100 == 0 && result.BaseOffset >= log.LogStartOffset)
            {
                log.FindTime(random.Next());
                log.Slice(result.BaseOffset, committedOnly: random.Next(2) == 0).Error.ShouldBe(ErrorCode.None);
                log.DeleteRecords(result.BaseOffset, _ => { });
            }
        }

        var end = log.HighWatermark;
        log.Abandon();
        using var again = PartitionLog.Open(sandbox["p"], new LogSettings(), TimeProvider.System, 0, out var cut);
        (cut, again.HighWatermark).ShouldBe((0, end));
        taken.ShouldBeGreaterThan(0);
        tried.ShouldBeGreaterThan(taken);
    }

    private static byte[] Seed(Random random) =>
        random.Next(4) switch
        {
            0 => Batches.Of("a"),
            1 => Batches.Of(["a", "bb", "ccc"], key: "k"),
            2 => Batches.Of(["a"], producerId: random.Next(3), epoch: 0, sequence: random.Next(3), transactional: random.Next(2) == 0),
            _ => Batches.Of(["compressed"], attributes: (short)random.Next(8)),
        };
}
