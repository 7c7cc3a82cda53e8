using Kafka.Tests.Support;
using Platform.Engines.Kafka.Logs;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Logs;

public sealed class ProducerStatesTests
{
    private readonly ProducerStates _states = new();
    private long _next;

    [Fact]
    public void The_last_five_batches_are_recognised_and_older_ones_are_out_of_order()
    {
        for (var i = 0; i < 7; i++)
        {
            Write(i).ShouldBe(ErrorCode.None);
        }

        for (var i = 2; i < 7; i++)
        {
            _states.Check(Batch(i), out var repeats).ShouldBe(ErrorCode.None);
            repeats!.Value.BaseOffset.ShouldBe(i);
        }

        Write(1).ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
        Write(8).ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
    }

    [Fact]
    public void A_producer_that_nobody_remembers_begins_where_it_likes() => Write(42).ShouldBe(ErrorCode.None);

    [Fact]
    public void A_new_epoch_begins_with_sequence_0_and_fences_the_old_one()
    {
        Write(0);
        Write(5, epoch: 1).ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
        Write(0, epoch: 1).ShouldBe(ErrorCode.None);
        Write(1, epoch: 0).ShouldBe(ErrorCode.InvalidProducerEpoch);
    }

    [Fact]
    public void Sequences_wrap_to_0()
    {
        Write(int.MaxValue).ShouldBe(ErrorCode.None);
        Write(0).ShouldBe(ErrorCode.None);
        Write(1).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public void A_plain_batch_within_a_transaction_is_refused()
    {
        Write(0, transactional: true);

        Write(1).ShouldBe(ErrorCode.InvalidTxnState);
    }

    [Fact]
    public void The_stable_offset_follows_the_oldest_open_transaction()
    {
        Write(0, producer: 1, transactional: true);
        Write(0, producer: 2, transactional: true);
        _states.FirstOpen.ShouldBe(0);

        End(1, commits: true);
        _states.FirstOpen.ShouldBe(1);

        End(2, commits: false);
        _states.FirstOpen.ShouldBeNull();
        _states.Aborted.ShouldBe([new AbortedTransaction(2, 1, 3)]);
    }

    [Fact]
    public void A_marker_of_an_old_epoch_is_refused()
    {
        Write(0, epoch: 3, transactional: true);

        _states.CheckMarker(1, 2, 0).ShouldBe(ErrorCode.InvalidProducerEpoch);
        _states.CheckMarker(1, 4, 0).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public void A_marker_that_comes_twice_aborts_nothing_twice()
    {
        Write(0, transactional: true);

        End(1, commits: false);
        End(1, commits: false);

        _states.Aborted.Count.ShouldBe(1);
    }

    [Fact]
    public void Silent_producers_are_forgotten_unless_their_transaction_is_open()
    {
        Write(0, producer: 1);
        Write(0, producer: 2, transactional: true);

        _states.Expire(silentSince: 1_000, logStart: 0);

        _states.Producers.Select(producer => producer.ProducerId).ShouldBe([2L]);
    }

    private ErrorCode Write(int sequence, long producer = 1, short epoch = 0, bool transactional = false)
    {
        var batch = Batch(sequence, producer, epoch, transactional);
        var error = _states.Check(batch, out _);
        if (error == ErrorCode.None)
        {
            _states.Add(batch with { BaseOffset = _next++ }, now: 1);
        }

        return error;
    }

    private void End(long producer, bool commits)
    {
        var marker = RecordBatch.Read(ControlBatch.Write(producer, 0, commits, 0, 1));
        _states.AddMarker(marker with { BaseOffset = _next++ }, commits, 0, now: 1);
    }

    private static RecordBatch Batch(int sequence, long producer = 1, short epoch = 0, bool transactional = false) =>
        RecordBatch.Read(Batches.Of(["v"], producerId: producer, epoch: epoch, sequence: sequence, transactional: transactional));
}
