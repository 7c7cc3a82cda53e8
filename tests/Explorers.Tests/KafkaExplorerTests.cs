using System.Text;
using Confluent.Kafka;
using Platform.Dashboard.Explorers;
using ServiceDefaults.Tests.Support;

namespace Explorers.Tests;

public sealed class KafkaExplorerTests : IAsyncLifetime
{
    private Broker broker = null!;
    private IExplorer explorer = null!;

    public async ValueTask InitializeAsync()
    {
        broker = await Broker.StartAsync("orders", "empty");
        explorer = Explorer.Open(ExplorerKind.Kafka, broker.Servers);
        using var producer = new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = broker.Servers }).Build();
        for (var number = 0; number < 50; number++)
        {
            await producer.ProduceAsync(
                "orders",
                new()
                {
                    Key = $"order-{number}",
                    Value = $$"""{"number":{{number}},"상품":"무선"}""",
                    Headers = [new Header("type", Encoding.UTF8.GetBytes(number % 2 == 0 ? "order.paid" : "order.placed"))],
                }
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        await explorer.DisposeAsync();
        await broker.DisposeAsync();
    }

    [Fact]
    public async Task Topics_and_partitions_are_listed_with_their_messages()
    {
        var topics = (await explorer.ListAsync("", new(), default)).Entries;
        topics.Single(topic => topic.Name == "orders").Facts.ShouldBe("1 partitions, 50 messages");
        (await explorer.ListAsync("orders", new(), default)).Entries.ShouldHaveSingleItem().Facts.ShouldBe("0 – 50");
    }

    [Fact]
    public async Task Messages_come_newest_first_decoded_page_by_page()
    {
        var (numbers, after) = (new List<string?>(), (string?)null);
        do
        {
            var page = await explorer.ReadAsync("orders", new(after, 20), default);
            numbers.AddRange(page.Rows.Select(row => row[3]));
            if (after is null)
            {
                page.Rows[0][4].ShouldBe("""{"number":49,"상품":"무선"}""");
                page.Rows[0][5].ShouldBe("type=order.placed");
            }
            after = page.Next;
        } while (after is not null);

        numbers.ShouldBe(Enumerable.Range(0, 50).Reverse().Select(number => $"order-{number}"));
        (await explorer.ReadAsync("empty", new(), default)).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Messages_are_found_by_key_header_and_words()
    {
        (await explorer.QueryAsync("orders", "key=order-7", default)).Rows.ShouldHaveSingleItem()[1].ShouldBe("7");
        (await explorer.QueryAsync("orders", "type=order.paid", default)).Rows.Count.ShouldBe(25);
        (await explorer.QueryAsync("orders", "type=order.paid \"number\":12", default)).Rows.ShouldHaveSingleItem()[3].ShouldBe("order-12");
    }

    [Fact]
    public async Task Lag_is_told_for_each_group_and_partition()
    {
        using var consumer = new ConsumerBuilder<string, string>(
            new ConsumerConfig
            {
                BootstrapServers = broker.Servers,
                GroupId = "shipping",
                EnableAutoCommit = false,
            }
        ).Build();
        consumer.Assign(new TopicPartitionOffset("orders", 0, 0));
        consumer.Commit([new TopicPartitionOffset("orders", 0, 41)]);

        var lag = await explorer.ActAsync("lag", "", new Dictionary<string, string?>(), default);

        lag.Rows.ShouldHaveSingleItem().Where((_, column) => column != 1).ShouldBe(["shipping", "orders", "0", "41", "50", "9"]);
    }

    [Fact]
    public async Task Looking_leaves_no_trace_and_nothing_can_be_written()
    {
        await explorer.ReadAsync("orders", new(), default);
        await explorer.QueryAsync("orders", "무선", default);
        await explorer.ListAsync("", new(), default);
        await explorer.ActAsync("lag", "", new Dictionary<string, string?>(), default);

        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Servers }).Build();
        (await admin.ListConsumerGroupsAsync()).Valid.ShouldBeEmpty();
        await Should.ThrowAsync<ExplorerException>(() => explorer.ReadAsync("made-by-typing", new(), default));
        await Should.ThrowAsync<ExplorerException>(() =>
            explorer.ActAsync("produce", "orders", new Dictionary<string, string?> { ["value"] = "x" }, default)
        );
        admin.GetMetadata(TimeSpan.FromSeconds(30)).Topics.Select(topic => topic.Topic).Order().ShouldBe(["empty", "orders"]);
        (await explorer.ListAsync("orders", new(), default)).Entries.ShouldHaveSingleItem().Facts.ShouldBe("0 – 50");
    }

    [Fact]
    public async Task A_broker_that_is_away_is_told()
    {
        await using var away = Explorer.Open(ExplorerKind.Kafka, "127.0.0.1:1");
        (await Should.ThrowAsync<ExplorerException>(() => away.ListAsync("", new(), default))).Unreachable.ShouldBeTrue();
    }
}
