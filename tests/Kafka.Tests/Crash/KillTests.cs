using Kafka.Tests.Support;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Crash;

public sealed class KillTests
{
    private const string Topic = "t";
    private const int Rounds = 10;
    private const int InFlight = 8;

    [Fact]
    public async Task What_was_acknowledged_is_there_once_after_kill_9_in_the_middle_of_writes()
    {
        using var sandbox = new Sandbox();
        var random = new Random();
        var acknowledged = new Dictionary<long, string>();
        long committed = -1;
        for (var round = 0; round < Rounds; round++)
        {
            using var broker = await ChildBroker.StartAsync(sandbox["data"], "--topic", Topic, "--config", "log.segment.bytes=2000000");
            await VerifyAsync(broker.Port, acknowledged, committed);
            committed = Math.Max(committed, await WriteUntilKilledAsync(broker, round, random, acknowledged));
        }

        using var last = await ChildBroker.StartAsync(sandbox["data"]);
        await VerifyAsync(last.Port, acknowledged, committed);
        acknowledged.Count.ShouldBeGreaterThan(Rounds * 50);
    }

    /// <summary>Writes with several requests in flight, kills the broker after some acknowledgements, and takes in what it had still said.</summary>
    /// <returns>The last group offset whose commit was acknowledged; -1 without one.</returns>
    private static async Task<long> WriteUntilKilledAsync(
        ChildBroker broker,
        int round,
        Random random,
        Dictionary<long, string> acknowledged
    )
    {
        using var client = await WireClient.ConnectAsync(broker.Port);
        using var committer = await WireClient.ConnectAsync(broker.Port);
        var (killAfter, acks, sent) = (random.Next(50, 400), 0, 0);
        long committed = -1;
        var waiting = new Queue<(int Correlation, string Value)>();
        Task? killing = null;
        while (true)
        {
            try
            {
                while (waiting.Count < InFlight)
                {
                    // Large ones too: a kill tears the writing of those.
                    var value = $"{round}-{sent++}-{new string('x', random.Next(4) == 0 ? random.Next(200_000) : random.Next(500))}";
                    var correlation = await client.SendAsync(
                        ApiKey.Produce,
                        9,
                        body => WireRequests.Produce(body, Topic, 0, Batches.Of(value))
                    );
                    waiting.Enqueue((correlation, value));
                }

                var (asked, written) = waiting.Peek();
                var offset = ReadOffset(await client.ReceiveAsync(ApiKey.Produce, 9, asked));
                waiting.Dequeue();
                acknowledged.TryAdd(offset, written).ShouldBeTrue($"offset {offset} was given twice");
                if (++acks % 20 == 0)
                {
                    (await GroupOffsets.CommitAsync(committer, Topic, offset)).ShouldBe(ErrorCode.None);
                    committed = offset;
                }
            }
            catch (Exception end) when (killing is not null && end is IOException or System.Net.Sockets.SocketException)
            {
                await killing;
                return committed;
            }

            if (acks == killAfter)
            {
                killing = broker.KillAsync();
            }
        }
    }

    private static async Task VerifyAsync(int port, Dictionary<long, string> acknowledged, long committed)
    {
        using var client = await WireClient.ConnectAsync(port);
        var found = new Dictionary<long, string>();
        for (long next = 0; ; next = found.Keys.Max() + 1)
        {
            var fetched = await client.FetchAsync(Topic, next, maxBytes: 10_000_000);
            fetched.Error.ShouldBe(ErrorCode.None);
            foreach (var (offset, value) in fetched.Values.Where(record => record.Offset >= next))
            {
                found.TryAdd(offset, value).ShouldBeTrue();
            }

            if (fetched.Records.Length == 0)
            {
                found.Count.ShouldBe((int)fetched.HighWatermark);
                break;
            }
        }

        foreach (var (offset, value) in acknowledged)
        {
            found.GetValueOrDefault(offset).ShouldBe(value);
        }

        found.Values.Distinct().Count().ShouldBe(found.Count, "a record is there twice");
        if (committed >= 0)
        {
            (await GroupOffsets.FetchAsync(client, Topic)).ShouldBeGreaterThanOrEqualTo(committed);
        }
    }

    private static long ReadOffset(RequestReader answer)
    {
        answer.ArrayCount().ShouldBe(1);
        answer.String().ShouldBe(Topic);
        answer.ArrayCount().ShouldBe(1);
        answer.Int32().ShouldBe(0);
        ((ErrorCode)answer.Int16()).ShouldBe(ErrorCode.None);
        return answer.Int64();
    }
}
