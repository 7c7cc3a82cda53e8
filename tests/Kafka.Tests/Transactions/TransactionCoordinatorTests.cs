using Platform.Engines.Kafka.Transactions;
using Platform.Engines.Kafka.Wire;
using static Kafka.Tests.Transactions.Coordinators;

namespace Kafka.Tests.Transactions;

public sealed class TransactionCoordinatorTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task An_end_tells_every_partition_once()
    {
        await using var all = await StartAsync();
        var producer = all.Init();
        all.Transactions.Add("tx", producer, [P0], []).ShouldBe(ErrorCode.None);
        all.Transactions.Add("tx", producer, [P0, P1], []).ShouldBe(ErrorCode.None);

        all.Transactions.End("tx", producer, commit: true).ShouldBe(ErrorCode.None);
        all.Markers.ShouldBe([(P0, producer, true), (P1, producer, true)], ignoreOrder: true);

        // The same request again, as after a lost answer; and the opposite.
        all.Transactions.End("tx", producer, commit: true).ShouldBe(ErrorCode.None);
        all.Transactions.End("tx", producer, commit: false).ShouldBe(ErrorCode.InvalidTxnState);
        all.Markers.Count.ShouldBe(2);

        all.Transactions.Add("tx", producer, [P1], []).ShouldBe(ErrorCode.None);
        all.Transactions.End("tx", producer, commit: false).ShouldBe(ErrorCode.None);
        all.Markers[^1].ShouldBe((P1, producer, false));
    }

    [Fact]
    public async Task Nothing_is_ended_that_was_not_begun()
    {
        await using var all = await StartAsync();
        var producer = all.Init();
        all.Transactions.End("tx", producer, commit: true).ShouldBe(ErrorCode.InvalidTxnState);
        all.Transactions.End("other", producer, commit: true).ShouldBe(ErrorCode.InvalidProducerIdMapping);
        all.Transactions.End("", producer, commit: true).ShouldBe(ErrorCode.InvalidRequest);
        all.Transactions.Add("tx", producer with { Id = 99 }, [P0], []).ShouldBe(ErrorCode.InvalidProducerIdMapping);
    }

    [Fact]
    public async Task A_second_life_fences_the_first_and_aborts_what_it_left_open()
    {
        await using var all = await StartAsync();
        var first = all.Init();
        all.Transactions.Add("tx", first, [P0], ["g"]).ShouldBe(ErrorCode.None);
        all.CommitPending(first, "g", 42).ShouldBe(ErrorCode.None);

        var second = all.Init();
        second.Id.ShouldBe(first.Id);
        second.Epoch.ShouldBeGreaterThan(first.Epoch);
        var marker = all.Markers.ShouldHaveSingleItem();
        marker.Commit.ShouldBeFalse();
        marker.Producer.Epoch.ShouldBeGreaterThan(first.Epoch, "the partition must refuse what the first life still sends");
        all.Committed("g", P0).ShouldBe(-1);

        all.Transactions.Add("tx", first, [P1], []).ShouldBe(ErrorCode.ProducerFenced);
        all.Transactions.End("tx", first, commit: true).ShouldBe(ErrorCode.ProducerFenced);
        all.CommitPending(first, "g", 43).ShouldBe(ErrorCode.InvalidProducerEpoch);
        all.Transactions.CheckWrite(first, P0).ShouldBe(ErrorCode.InvalidProducerEpoch);
        all.Transactions.Add("tx", second, [P1], []).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task A_producer_that_says_who_it_is_gets_the_next_epoch_and_the_same_one_when_it_asks_again()
    {
        await using var all = await StartAsync();
        var producer = all.Init();
        var (error, next) = all.Transactions.Init("tx", Minute, producer);
        (error, next).ShouldBe((ErrorCode.None, producer.Next));

        all.Transactions.Init("tx", Minute, producer).ShouldBe((ErrorCode.None, next));
        all.Transactions.Init("tx", Minute, next).Producer.ShouldBe(next.Next);
        all.Transactions.Init("tx", Minute, producer).Error.ShouldBe(ErrorCode.ProducerFenced);
        all.Transactions.Init("tx", Minute, new ProducerIdentity(99, 0)).Error.ShouldBe(ErrorCode.ProducerFenced);
        all.Transactions.Init("tx", Minute, new ProducerIdentity(producer.Id, -1)).Error.ShouldBe(ErrorCode.InvalidRequest);
    }

    [Fact]
    public async Task An_exhausted_epoch_gives_a_new_id()
    {
        await using var all = await StartAsync();
        var producer = all.Init();
        var before = producer;
        while (producer.Id == before.Id)
        {
            before = producer;
            producer = all.Init();
        }

        before.Epoch.ShouldBe((short)(short.MaxValue - 1));
        producer.Epoch.ShouldBe((short)0);
        all.Transactions.Add("tx", before, [P0], []).ShouldBe(ErrorCode.InvalidProducerIdMapping);
    }

    [Fact]
    public async Task Time_outs_must_be_sensible()
    {
        await using var all = await StartAsync();
        all.Transactions.Init("tx", TimeSpan.Zero, ProducerIdentity.None).Error.ShouldBe(ErrorCode.InvalidTransactionTimeout);
        all.Transactions.Init("tx", TimeSpan.FromHours(1), ProducerIdentity.None).Error.ShouldBe(ErrorCode.InvalidTransactionTimeout);
        all.Transactions.Init("", Minute, ProducerIdentity.None).Error.ShouldBe(ErrorCode.InvalidRequest);
    }

    [Fact]
    public async Task Producer_ids_are_never_given_twice()
    {
        await using var all = await StartAsync();
        HashSet<long> seen = [];
        for (var life = 0; life < 3; life++)
        {
            for (var i = 0; i < ProducerIds.Block + 1; i++)
            {
                seen.Add(all.Transactions.Init(null, Minute, ProducerIdentity.None).Producer.Id).ShouldBeTrue();
            }

            await all.KillAndRestartAsync();
        }
    }

    [Fact]
    public async Task A_producer_writes_only_where_its_open_transaction_is()
    {
        await using var all = await StartAsync();
        var producer = all.Init();
        all.Transactions.CheckWrite(producer, P0).ShouldBe(ErrorCode.InvalidTxnState);
        all.Transactions.Add("tx", producer, [P0], []);
        all.Transactions.CheckWrite(producer, P0).ShouldBe(ErrorCode.None);
        all.Transactions.CheckWrite(producer, P1).ShouldBe(ErrorCode.InvalidTxnState);
        all.Transactions.CheckWrite(new ProducerIdentity(77, 0), P0).ShouldBe(ErrorCode.InvalidProducerIdMapping);
        all.Transactions.End("tx", producer, commit: true);
        all.Transactions.CheckWrite(producer, P0).ShouldBe(ErrorCode.InvalidTxnState, "a late batch would open what nobody ends");
    }

    [Fact]
    public async Task A_transaction_that_is_not_ended_in_time_is_aborted_and_its_producer_fenced()
    {
        await using var all = await StartAsync();
        var producer = all.Init(timeoutSeconds: 10);
        all.Transactions.Add("tx", producer, [P0], []);
        all.Time.Advance(TimeSpan.FromSeconds(9));
        all.Markers.ShouldBeEmpty();
        all.Time.Advance(TimeSpan.FromSeconds(2));

        all.Markers.ShouldHaveSingleItem().Commit.ShouldBeFalse();
        all.Transactions.End("tx", producer, commit: true).ShouldBe(ErrorCode.ProducerFenced);
    }

    [Fact]
    public async Task The_time_that_passes_while_the_broker_is_down_counts()
    {
        await using var all = await StartAsync();
        all.Transactions.Add("tx", all.Init(timeoutSeconds: 10), [P0], []);
        all.Transactions.Add("later", all.Init("later", timeoutSeconds: 100), [P1], []);
        all.Time.Advance(TimeSpan.FromSeconds(5));
        await all.KillAndRestartAsync();
        all.Markers.ShouldBeEmpty();

        all.Time.Advance(TimeSpan.FromSeconds(6));
        all.Markers.ShouldHaveSingleItem().Partition.ShouldBe(P0);
        await all.KillAndRestartAsync();
        all.Time.Advance(TimeSpan.FromSeconds(100));
        all.Markers.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_between_the_decision_and_the_markers_it_goes_on_at_the_next_start(bool commit)
    {
        await using var all = await StartAsync();
        var producer = all.Init();
        all.Transactions.Add("tx", producer, [P0, P1], ["g"]);
        all.CommitPending(producer, "g", 42).ShouldBe(ErrorCode.None);
        var written = 0;
        all.BeforeMarker = _ =>
        {
            if (++written == 2)
            {
                throw new KilledException();
            }
        };
        Should.Throw<KilledException>(() => all.Transactions.End("tx", producer, commit));
        all.BeforeMarker = static _ => { };
        all.Committed("g", P0).ShouldBe(-1);

        await all.KillAndRestartAsync();

        all.Markers.Select(marker => marker.Partition).Distinct().Count().ShouldBe(2);
        all.Markers.ShouldAllBe(marker => marker.Commit == commit && marker.Producer == producer);
        all.Committed("g", P0).ShouldBe(commit ? 42 : -1);
        all.Transactions.End("tx", producer, commit).ShouldBe(ErrorCode.None, "the producer asks again, having had no answer");
        all.Transactions.Add("tx", producer, [P0], []).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task While_the_disk_is_full_the_end_is_tried_again_and_others_wait()
    {
        await using var all = await StartAsync();
        var producer = all.Init();
        all.Transactions.Add("tx", producer, [P0], []);
        all.BeforeMarker = _ => throw new IOException("No space left on device");

        all.Transactions.End("tx", producer, commit: true).ShouldBe(ErrorCode.CoordinatorNotAvailable);
        all.Transactions.Add("tx", producer, [P1], []).ShouldBe(ErrorCode.ConcurrentTransactions);
        all.Transactions.Init("tx", Minute, ProducerIdentity.None).Error.ShouldBe(ErrorCode.ConcurrentTransactions);
        all.Transactions.End("tx", producer, commit: true).ShouldBe(ErrorCode.ConcurrentTransactions);
        all.Transactions.End("tx", producer, commit: false).ShouldBe(ErrorCode.InvalidTxnState);

        all.BeforeMarker = static _ => { };
        all.Time.Advance(TimeSpan.FromSeconds(2));
        all.Markers.ShouldHaveSingleItem().Commit.ShouldBeTrue();
        all.Transactions.Add("tx", producer, [P1], []).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task Transactional_ids_are_bounded_and_the_one_that_rested_longest_goes()
    {
        await using var all = await StartAsync(transactions: new TransactionSettings { MaxIds = 2 });
        var resting = all.Init("resting");
        all.Time.Advance(TimeSpan.FromSeconds(1));
        all.Transactions.Add("busy", all.Init("busy"), [P0], []);
        var third = all.Init("third");
        all.Transactions.Add("resting", resting, [P0], []).ShouldBe(ErrorCode.InvalidProducerIdMapping);

        all.Transactions.Add("third", third, [P0], []);
        all.Transactions.Init("fourth", Minute, ProducerIdentity.None).Error.ShouldBe(ErrorCode.CoordinatorNotAvailable);
    }

    [Fact]
    public async Task An_id_that_nobody_used_for_a_week_is_forgotten_at_the_start()
    {
        await using var all = await StartAsync();
        var old = all.Init("old");
        all.Time.Advance(TimeSpan.FromDays(8));
        var used = all.Init("used");
        await all.KillAndRestartAsync();

        all.Transactions.Add("old", old, [P0], []).ShouldBe(ErrorCode.InvalidProducerIdMapping);
        all.Transactions.Add("used", used, [P0], []).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task Where_the_logs_know_more_than_the_journal_nothing_is_given_twice_and_nothing_stays_open()
    {
        await using var all = await StartAsync();
        var known = all.Init();
        all.Transactions.Add("tx", known, [P0], []);
        var newer = known with { Epoch = 5 };
        var unknown = new ProducerIdentity(77_000, 3);
        all.Seen.AddRange([new SeenProducer(P0, known, true), new SeenProducer(P1, newer, true), new SeenProducer(P1, unknown, true)]);

        await all.KillAndRestartAsync();

        all.Markers.ShouldBe([(P1, newer, false), (P1, unknown, false)]);
        all.Transactions.Init(null, Minute, ProducerIdentity.None).Producer.Id.ShouldBeGreaterThan(unknown.Id);
        all.Init().Epoch.ShouldBeGreaterThan(newer.Epoch);
        all.Markers[^1].Partition.ShouldBe(P0, "what the journal knows ends as ever");
    }

    private sealed class KilledException : Exception;
}
