using System.Text;
using Kafka.Tests.Support;
using Platform.Engines.Kafka;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Server;

public sealed class ProtocolTests
{
    [Fact]
    public async Task ApiVersions_lists_the_ranges_of_the_issue_in_every_version()
    {
        await using var test = await TestBroker.StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);
        for (short version = 0; version <= 3; version++)
        {
            var answer = await client.AskAsync(ApiKey.ApiVersions, version, Software(version));
            ((ErrorCode)answer.Int16()).ShouldBe(ErrorCode.None);
            ReadRanges(answer)[ApiKey.Fetch].ShouldBe((4, 12));
            if (version >= 1)
            {
                answer.Int32().ShouldBe(0);
            }

            answer.TaggedFields();
            answer.Remaining.ShouldBe(0);
        }
    }

    [Fact]
    public async Task An_unknown_version_of_ApiVersions_gets_error_35_in_the_layout_of_version_0_with_the_list()
    {
        await using var test = await TestBroker.StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);

        var answer = await client.AskAsync(ApiKey.ApiVersions, 4, static body => body.Int32(12345));

        ((ErrorCode)answer.Int16()).ShouldBe(ErrorCode.UnsupportedVersion);
        ReadRanges(answer)[ApiKey.ApiVersions].ShouldBe((0, 3));
        answer.Remaining.ShouldBe(0);
    }

    [Fact]
    public async Task ApiVersions_refuses_a_client_whose_name_is_none()
    {
        await using var test = await TestBroker.StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);

        var answer = await client.AskAsync(ApiKey.ApiVersions, 3, Software(3, name: "-bad name-"));

        ((ErrorCode)answer.Int16()).ShouldBe(ErrorCode.InvalidRequest);
    }

    [Theory]
    [InlineData(ApiKey.DescribeCluster, 0)]
    [InlineData(ApiKey.SaslHandshake, 1)]
    [InlineData(ApiKey.Produce, 2)]
    [InlineData(ApiKey.Fetch, 13)]
    [InlineData((ApiKey)999, 0)]
    public async Task What_is_not_advertised_ends_the_connection_and_is_known_by_name(ApiKey key, short version)
    {
        await using var test = await TestBroker.StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);

        await client.SendAsync(key, version, static body => body.Int64(0));

        (await client.IsClosedAsync()).ShouldBeTrue();
        test.Broker.ConnectionLog.Seen.ShouldContain(new SeenRequest("", WireClient.ClientId, key, version, Served: false));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u0000")]
    [InlineData("\0\0\0\u0001A")]
    [InlineData("\u007f\u007f\u007f\u007fAAAAAAAAAAAA")]
    public async Task Something_that_is_not_the_protocol_ends_the_connection(string bytes)
    {
        await using var test = await TestBroker.StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);

        await client.SendRawAsync(Encoding.Latin1.GetBytes(bytes));

        (await client.IsClosedAsync()).ShouldBeTrue();
        using var next = await WireClient.ConnectAsync(test.Port);
        await next.AskAsync(ApiKey.ApiVersions, 0);
    }

    [Fact]
    public async Task Requests_sent_together_are_answered_in_their_order()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);
        using var all = new MemoryStream();
        const int Count = 500;
        for (var i = 1; i <= Count; i++)
        {
            all.Write(WireClient.Frame(ApiKey.Produce, 9, i, body => WireRequests.Produce(body, "t", 0, Batches.Of($"v{i}"))));
        }

        await client.SendRawAsync(all.ToArray());

        for (var i = 1; i <= Count; i++)
        {
            await client.ReceiveAsync(ApiKey.Produce, 9, correlation: i);
        }

        var fetched = await client.FetchAsync("t", 0);
        fetched.Values.Select(record => record.Value).ShouldBe(Enumerable.Range(1, Count).Select(i => $"v{i}"));
    }

    [Fact]
    public async Task What_was_asked_before_nonsense_is_answered()
    {
        await using var test = await TestBroker.StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);
        byte[] nonsense = [0, 0, 0, 12, 0, 3, 0, 9, 0, 0, 0, 2, 0x7F, 0xFF, 0, 0];

        await client.SendRawAsync((byte[])[.. WireClient.Frame(ApiKey.ApiVersions, 0, 1, null), .. nonsense]);

        await client.ReceiveAsync(ApiKey.ApiVersions, 0, 1);
        (await client.IsClosedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_request_that_arrives_byte_by_byte_is_one_request()
    {
        await using var test = await TestBroker.StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);
        foreach (var one in WireClient.Frame(ApiKey.ApiVersions, 0, 7, null))
        {
            await client.SendRawAsync(new[] { one });
        }

        await client.ReceiveAsync(ApiKey.ApiVersions, 0, 7);
    }

    [Fact]
    public async Task Each_listener_tells_its_own_address()
    {
        await using var test = await TestBroker.StartAsync(options =>
            options.Listeners = [new KafkaListener("tcp", 0), new KafkaListener("internal", 0, "broker.test", 4711)]
        );

        (await AddressToldAsync(test.Port)).ShouldBe(("localhost", test.Port));
        (await AddressToldAsync(test.Broker.PortOf("internal"))).ShouldBe(("broker.test", 4711));
    }

    [Fact]
    public async Task More_connections_than_max_connections_are_refused()
    {
        await using var test = await TestBroker.StartAsync(options => options.Configs["max.connections"] = "1");
        using var first = await WireClient.ConnectAsync(test.Port);
        await first.AskAsync(ApiKey.ApiVersions, 0);

        using var second = await WireClient.ConnectAsync(test.Port);

        (await second.IsClosedAsync()).ShouldBeTrue();
        await first.AskAsync(ApiKey.ApiVersions, 0);
    }

    private static Action<ResponseWriter> Software(short version, string name = "wire") =>
        body =>
        {
            if (version >= 3)
            {
                body.String(name);
                body.String("1.0");
                body.TaggedFields();
            }
        };

    private static Dictionary<ApiKey, (int, int)> ReadRanges(RequestReader answer) =>
        answer
            .Array(static reader =>
            {
                var range = (Key: (ApiKey)reader.Int16(), Range: ((int)reader.Int16(), (int)reader.Int16()));
                reader.TaggedFields();
                return range;
            })
            .ToDictionary(range => range.Key, range => range.Range);

    private static async Task<(string Host, int Port)> AddressToldAsync(int port)
    {
        using var client = await WireClient.ConnectAsync(port);
        var answer = await client.AskAsync(ApiKey.Metadata, 0, static body => body.ArrayCount(0));
        answer.ArrayCount().ShouldBe(1);
        answer.Int32().ShouldBe(1);
        return (answer.String(), answer.Int32());
    }
}
