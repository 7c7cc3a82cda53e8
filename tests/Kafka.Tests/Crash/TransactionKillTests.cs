using Confluent.Kafka;
using Kafka.Tests.Clients.Confluent;
using Kafka.Tests.Support;
using ErrorCode = Platform.Engines.Kafka.Wire.ErrorCode;

namespace Kafka.Tests.Crash;

/// <summary>Transactions over two partitions and a group's offset, and a broker that is killed at any moment: all of one or nothing of it.</summary>
public sealed class TransactionKillTests
{
    private const int Rounds = 10;

    [Fact]
    public async Task After_kill_9_every_transaction_is_whole_or_gone_and_what_was_acknowledged_is_there()
    {
        using var sandbox = new Sandbox();
        var random = new Random();
        List<string> acknowledged = [];
        var sequence = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var broker = await ChildBroker.StartAsync(sandbox["data"], "--topic", "t:2");
            await VerifyAsync(broker.Port, acknowledged);
            sequence = await WriteUntilKilledAsync(broker, sequence, random, acknowledged);
        }

        using var last = await ChildBroker.StartAsync(sandbox["data"]);
        await VerifyAsync(last.Port, acknowledged);
        acknowledged.Count.ShouldBeGreaterThan(Rounds * 5);
    }

    private static async Task<int> WriteUntilKilledAsync(ChildBroker broker, int sequence, Random random, List<string> acknowledged)
    {
        using var client = await WireClient.ConnectAsync(broker.Port);
        var killAfter = acknowledged.Count + random.Next(5, 60);
        Task? killing = null;
        try
        {
            var producer = await client.InitAsync(4, "tx");
            for (var own = 0; ; own++)
            {
                var value = $"{++sequence}";
                (await client.AddPartitionsAsync(1, producer, ("t", 0), ("t", 1))).ShouldAllBe(error => error == ErrorCode.None);
                (await client.AddOffsetsAsync(1, producer, "g")).ShouldBe(ErrorCode.None);
                for (var partition = 0; partition < 2; partition++)
                {
                    var batch = Batches.Of([value], producerId: producer.Id, epoch: producer.Epoch, sequence: own, transactional: true);
                    (await client.ProduceAsync("t", batch, partition)).Error.ShouldBe(ErrorCode.None);
                }

                (await client.CommitPendingAsync(3, producer, "g", sequence)).ShouldBe(ErrorCode.None);
                (await client.EndAsync(1, producer, commit: true)).ShouldBe(ErrorCode.None);
                acknowledged.Add(value);
                if (acknowledged.Count == killAfter)
                {
                    killing = KillSoonAsync(broker, random.Next(4));
                }
            }
        }
        catch (Exception end) when (killing is not null && end is IOException or System.Net.Sockets.SocketException)
        {
            await killing;
            return sequence;
        }
    }

    // At once, or in the middle of one of the next transactions.
    private static async Task KillSoonAsync(ChildBroker broker, int turns)
    {
        for (; turns > 0; turns--)
        {
            await Task.Yield();
        }

        await broker.KillAsync();
    }

    private static async Task VerifyAsync(int port, List<string> acknowledged)
    {
        using var client = await WireClient.ConnectAsync(port);
        // A new life aborts what the killed one left open: nothing is undecided after it.
        (await client.InitAsync(4, "tx")).Error.ShouldBe(ErrorCode.None);
        var address = $"127.0.0.1:{port}";
        var first = ConfluentClients.ReadToEnd(address, IsolationLevel.ReadCommitted, new TopicPartition("t", 0));
        var second = ConfluentClients.ReadToEnd(address, IsolationLevel.ReadCommitted, new TopicPartition("t", 1));
        second.ShouldBe(first, "both partitions hold the same transactions");
        acknowledged.Except(first).ShouldBeEmpty("acknowledged, and not there");
        var committed = (await client.CommittedAsync("g", "t"))[0];
        committed.ShouldBe(
            first.Count == 0 ? -1 : long.Parse(first[^1], System.Globalization.CultureInfo.InvariantCulture),
            "the offset goes with the records"
        );
    }
}
