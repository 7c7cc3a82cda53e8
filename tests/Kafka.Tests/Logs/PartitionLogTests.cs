using Kafka.Tests.Support;
using Platform.Engines.Kafka.Logs;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Logs;

public sealed class PartitionLogTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Any_offset_is_found_in_any_segment()
    {
        using var log = Open(new LogSettings { SegmentBytes = 4_000, IndexIntervalBytes = 300 });
        var random = new Random(1);
        for (var i = 0; i < 400; i++)
        {
            log.Append(Batches.Of([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new string('x', random.Next(1, 60)))]));
        }

        Segments().Count.ShouldBeGreaterThan(10);
        for (var offset = 0L; offset < log.HighWatermark; offset++)
        {
            Fetch(log, offset)[0].Offset.ShouldBeLessThanOrEqualTo(offset);
            Fetch(log, offset).ShouldContain(record => record.Offset == offset);
        }
    }

    [Fact]
    public void A_log_is_the_same_after_it_was_closed_and_opened()
    {
        var settings = new LogSettings { SegmentBytes = 2_000, IndexIntervalBytes = 200 };
        using (var log = Open(settings))
        {
            Fill(log, 100);
        }

        using var again = Open(settings);

        again.HighWatermark.ShouldBe(100);
        All(again).ShouldBe(Enumerable.Range(0, 100).Select(i => ((long)i, $"v{i}")));
    }

    [Fact]
    public void A_log_is_the_same_after_a_process_that_did_not_close_it()
    {
        var settings = new LogSettings { SegmentBytes = 2_000, IndexIntervalBytes = 200 };
        using var killed = Open(settings);
        Fill(killed, 100);

        using var again = Open(settings);

        All(again).ShouldBe(Enumerable.Range(0, 100).Select(i => ((long)i, $"v{i}")));
    }

    [Fact]
    public void A_torn_tail_is_cut_wherever_it_was_torn()
    {
        using (var log = Open())
        {
            Fill(log, 3);
        }

        var whole = File.ReadAllBytes(Segments().Single());
        var last = whole.Length / 3;
        for (var torn = 1; torn < last; torn++)
        {
            using var sandbox = new Sandbox();
            var directory = Directory.CreateDirectory(sandbox["p"]).FullName;
            File.WriteAllBytes(Path.Combine(directory, Path.GetFileName(Segments().Single())), whole[..^torn]);

            using var log = PartitionLog.Open(directory, new LogSettings(), TimeProvider.System, 0, out var cut);

            cut.ShouldBe(last - torn);
            All(log).Count.ShouldBe(2);
            log.Append(Batches.Of("next")).BaseOffset.ShouldBe(2);
            All(log)[2].ShouldBe((2, "next"));
        }
    }

    [Fact]
    public void A_byte_that_changed_on_disk_ends_the_log_before_its_batch()
    {
        using var killed = Open();
        Fill(killed, 3);
        var file = Segments().Single();
        var bytes = File.ReadAllBytes(file);
        bytes[^5] ^= 1;
        File.WriteAllBytes(file, bytes);

        using var again = Open();

        again.HighWatermark.ShouldBe(2);
    }

    [Fact]
    public void A_damaged_saved_state_is_not_believed()
    {
        using (var log = Open())
        {
            Fill(log, 50);
        }

        var state = Directory.GetFiles(LogDirectory, "*.state").Single();
        var bytes = File.ReadAllBytes(state);
        bytes[10] ^= 1;
        File.WriteAllBytes(state, bytes);

        using var again = Open();

        All(again).Count.ShouldBe(50);
    }

    [Fact]
    public void A_time_finds_the_first_record_that_is_as_late()
    {
        using var log = Open(
            new LogSettings
            {
                SegmentBytes = 1_000,
                IndexIntervalBytes = 150,
                RetentionMs = -1,
            }
        );
        for (var i = 0; i < 100; i++)
        {
            // Two records, at i*10 and i*10+1.
            log.Append(Batches.Of(["a", "b"], baseTimestamp: i * 10));
        }

        log.FindTime(0).ShouldBe((0, 0));
        log.FindTime(500).ShouldBe((100, 500));
        log.FindTime(501).ShouldBe((101, 501));
        log.FindTime(502).ShouldBe((102, 510));
        log.FindTime(991).ShouldBe((199, 991));
        log.FindTime(992).ShouldBeNull();
        log.FindMaxTime().ShouldBe((199, 991));
    }

    [Fact]
    public void A_time_finds_the_batch_where_the_records_are_compressed()
    {
        using var log = Open();
        log.Append(Batches.Of(["a", "b"], baseTimestamp: 10));
        // Gzip, says the batch; nobody looks inside.
        log.Append(Batches.Of(["a", "b", "c"], baseTimestamp: 20, attributes: 1));

        log.FindTime(21).ShouldBe((2, 20));
    }

    [Fact]
    public void Records_out_of_order_in_time_are_found_by_the_first_offset_that_is_late_enough()
    {
        using var log = Open(new LogSettings { IndexIntervalBytes = 1 });
        foreach (var time in (long[])[100, 50, 300, 200, 10, 400])
        {
            log.Append(Batches.Of(["v"], baseTimestamp: time));
        }

        log.FindTime(150)!.Value.Offset.ShouldBe(2);
        log.FindTime(301)!.Value.Offset.ShouldBe(5);
    }

    [Fact]
    public void Old_segments_go_whole_and_the_log_begins_after_them()
    {
        var clock = new ManualTime();
        using var log = Open(new LogSettings { SegmentBytes = 500, RetentionMs = 10_000 }, clock);
        for (var i = 0; i < 40; i++)
        {
            log.Append(Batches.Of([$"v{i}"], baseTimestamp: clock.NowMs));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        log.Retain();

        log.LogStartOffset.ShouldBeInRange(20, 30);
        log.Slice(log.LogStartOffset - 1, committedOnly: false).Error.ShouldBe(ErrorCode.OffsetOutOfRange);
        All(log)[0].ShouldBe((log.LogStartOffset, $"v{log.LogStartOffset}"));

        // All are too old: the active segment goes too, and offsets go on.
        clock.Advance(TimeSpan.FromMinutes(1));
        log.Retain();
        log.LogStartOffset.ShouldBe(40);
        log.Append(Batches.Of("next")).BaseOffset.ShouldBe(40);
    }

    [Fact]
    public void What_is_more_than_the_size_kept_goes()
    {
        using var log = Open(
            new LogSettings
            {
                SegmentBytes = 500,
                RetentionMs = -1,
                RetentionBytes = 2_000,
            }
        );
        Fill(log, 100);

        log.Retain();

        log.Size.ShouldBeInRange(2_000, 2_600);
        log.LogStartOffset.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_compacted_topic_keeps_everything_and_wants_keys()
    {
        using var log = Open(
            new LogSettings
            {
                SegmentBytes = 500,
                RetentionMs = 1,
                Compacted = true,
                Deletes = false,
            }
        );
        for (var i = 0; i < 20; i++)
        {
            log.Append(Batches.Of(["v"], key: "k")).Error.ShouldBe(ErrorCode.None);
        }

        log.Retain();

        log.DeleteRecords(5, _ => { }).ShouldBe(ErrorCode.PolicyViolation);
        log.LogStartOffset.ShouldBe(0);
        log.Append(Batches.Of("no key")).Error.ShouldBe(ErrorCode.InvalidRecord);
    }

    [Fact]
    public void Deleted_records_stay_deleted()
    {
        long kept = 0;
        var settings = new LogSettings { SegmentBytes = 500 };
        using (var log = Open(settings))
        {
            Fill(log, 50);
            log.DeleteRecords(51, _ => { }).ShouldBe(ErrorCode.OffsetOutOfRange);
            log.DeleteRecords(25, start => kept = start).ShouldBe(ErrorCode.None);
            log.LogStartOffset.ShouldBe(25);
        }

        using var again = PartitionLog.Open(LogDirectory, settings, TimeProvider.System, kept, out _);
        again.LogStartOffset.ShouldBe(25);
        again.Slice(24, committedOnly: false).Error.ShouldBe(ErrorCode.OffsetOutOfRange);
        again.DeleteRecords(-1, _ => { }).ShouldBe(ErrorCode.None);
        again.LogStartOffset.ShouldBe(50);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Producers_and_transactions_are_remembered_over_a_restart(bool closed)
    {
        var settings = new LogSettings { SegmentBytes = 300 };
        var log = Open(settings);
        for (var i = 0; i < 10; i++)
        {
            log.Append(Batches.Of(["v"], producerId: 1, epoch: 0, sequence: i));
        }

        log.Append(Batches.Of(["aborted"], producerId: 2, epoch: 0, sequence: 0, transactional: true));
        log.AppendMarker(2, 0, commit: false, coordinatorEpoch: 3);
        log.Append(Batches.Of(["open"], producerId: 3, epoch: 5, sequence: 0, transactional: true));
        if (closed)
        {
            log.Dispose();
        }

        using var again = Open(settings);

        again.Append(Batches.Of(["v"], producerId: 1, epoch: 0, sequence: 9)).BaseOffset.ShouldBe(9);
        again.Append(Batches.Of(["v"], producerId: 1, epoch: 0, sequence: 11)).Error.ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
        again.AbortedTransactions(0, 100).ShouldBe([new AbortedTransaction(2, 10, 11)]);
        again.LastStableOffset.ShouldBe(12);
        again.HasOpenTransaction(3).ShouldBeTrue();
        again.AppendMarker(2, 0, commit: true, coordinatorEpoch: 2).ShouldBe(ErrorCode.TransactionCoordinatorFenced);
        again.AppendMarker(3, 5, commit: true, coordinatorEpoch: 3).ShouldBe(ErrorCode.None);
        again.LastStableOffset.ShouldBe(14);
        log.Dispose();
    }

    [Fact]
    public void The_stable_offset_is_never_before_the_start_of_the_log()
    {
        using var log = Open();
        log.Append(Batches.Of(["open"], producerId: 3, epoch: 0, sequence: 0, transactional: true));
        Fill(log, 3);

        log.DeleteRecords(2, _ => { });

        log.LastStableOffset.ShouldBe(2);
    }

    [Fact]
    public void A_copy_is_a_log()
    {
        using var log = Open(new LogSettings { SegmentBytes = 500 });
        Fill(log, 50);
        using var target = new Sandbox();

        log.CopyTo(target["copy"]);
        Fill(log, 50);

        using var copy = PartitionLog.Open(target["copy"], new LogSettings(), TimeProvider.System, 0, out var cut);
        (cut, copy.HighWatermark).ShouldBe((0, 50));
    }

    private string LogDirectory => _sandbox["p"];

    private List<string> Segments() => [.. Segment.FilesOf(LogDirectory)];

    private PartitionLog Open(LogSettings? settings = null, TimeProvider? time = null) =>
        PartitionLog.Open(LogDirectory, settings ?? new LogSettings(), time ?? TimeProvider.System, 0, out _);

    private static void Fill(PartitionLog log, int count)
    {
        for (var i = 0; i < count; i++)
        {
            log.Append(Batches.Of($"v{i}")).Error.ShouldBe(ErrorCode.None);
        }
    }

    private static List<(long Offset, string Value)> Fetch(PartitionLog log, long offset)
    {
        var slice = log.Slice(offset, committedOnly: false);
        slice.Error.ShouldBe(ErrorCode.None);
        var bytes = new byte[slice.Length];
        slice.Segment!.Read(bytes, slice.Position).ShouldBe(bytes.Length);
        return Batches.Read(bytes);
    }

    private static List<(long Offset, string Value)> All(PartitionLog log)
    {
        var all = new List<(long, string)>();
        for (var offset = log.LogStartOffset; offset < log.HighWatermark; offset = all[^1].Item1 + 1)
        {
            all.AddRange(Fetch(log, offset));
        }

        return all;
    }
}
