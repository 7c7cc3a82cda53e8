using System.Diagnostics;
using Kafka.Tests.Support;
using Platform.Engines.Kafka;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Fuzz;

public sealed class RequestFuzzer
{
    // What a request may allocate beside its own size: lists, names, a first response buffer.
    private const long Slack = 4_000_000;

    [Fact]
    public async Task No_request_breaks_a_handler_or_allocates_beyond_its_frame()
    {
        await using var test = await TestBroker.StartAsync(Small);
        var random = new Random(20261);
        var client = new ClientConnectionInfo(1, "tcp", "localhost", 1, "127.0.0.1");
        var (answered, malformed) = (0, 0);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Budget.Fuzzing; )
        {
            var range = ApiTable.All[random.Next(ApiTable.All.Count)];
            if (test.Broker.Registry.Find(range.Key) is not { } api)
            {
                continue;
            }

            var version = (short)random.Next(range.Min, range.Max + 1);
            var frame = Mutation.Of(Seeds.Of(range.Key, version, random), random);
            try
            {
                await HandleAsync(api, client, frame);
                answered++;
            }
            catch (MalformedRequestException)
            {
                malformed++;
            }
        }

        answered.ShouldBeGreaterThan(100);
        malformed.ShouldBeGreaterThan(100);
        using var alive = await WireClient.ConnectAsync(test.Port);
        await alive.AskAsync(ApiKey.ApiVersions, 0);
    }

    [Fact]
    public async Task No_bytes_on_a_connection_harm_the_others()
    {
        await using var test = await TestBroker.StartAsync(Small);
        var random = new Random(20262);
        using var other = await WireClient.ConnectAsync(test.Port);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Budget.Fuzzing / 3; )
        {
            using (var client = await WireClient.ConnectAsync(test.Port))
            {
                var range = ApiTable.All[random.Next(ApiTable.All.Count)];
                var body = Seeds.Of(range.Key, (short)random.Next(range.Min, range.Max + 1), random);
                // The length in front is a mutation's victim too.
                var bytes = Mutation.Of([0, 0, (byte)(body.Length >> 8), (byte)body.Length, .. body], random);
                await client.SendRawAsync(bytes);
            }

            await other.AskAsync(ApiKey.ApiVersions, 0);
        }
    }

    private static void Small(KafkaBrokerOptions options)
    {
        options.Configs["max.partitions"] = "50";
        options.Topics.Add(new KafkaTopicSpec("t", 2));
    }

    private static async Task HandleAsync(IApi api, ClientConnectionInfo client, byte[] frame)
    {
        using var response = new ResponseWriter();
        using var patience = new CancellationTokenSource();
        var reader = new RequestReader(frame);
        var header = RequestHeader.Read(reader);
        if (header.Key != api.Key || !ApiTable.Find(header.Key)!.Serves(header.Version))
        {
            throw new MalformedRequestException("the mutation made another request of it");
        }

        response.Flexible = reader.Flexible;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var handling = api.HandleAsync(new RequestContext(header, client), reader, response, patience.Token);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(Slack + (100L * frame.Length), $"{header}");
        if (!handling.IsCompleted)
        {
            // A long poll, or a group that waits for its members: both end when the connection does.
            await patience.CancelAsync();
        }

        try
        {
            await handling;
        }
        catch (OperationCanceledException) { }
    }
}
