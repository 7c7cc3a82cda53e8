using System.Diagnostics;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Platform.ServiceDefaults.Events;
using Platform.ServiceDefaults.Kafka;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests.Events;

/// <summary>One term of a relay, with a broker that answers when the test says so.</summary>
public sealed class OutboxTermTests(LocalServers servers)
{
    [Fact]
    public async Task What_the_broker_acknowledges_while_the_replica_stops_is_not_told_again()
    {
        await using var source = NpgsqlDataSource.Create(await servers.CreateDatabaseAsync());
        await EventTables.CreateAsync(source);
        await using var connection = await source.OpenConnectionAsync();
        await using (
            var add = source.CreateCommand(
                "insert into outbox (topic, key, type, payload, created_at) values ('notes', 'a', 'note.taken', '1', now()), ('notes', 'a', 'note.taken', '2', now())"
            )
        )
            await add.ExecuteNonQueryAsync();
        var broker = new LateBroker();
        using var stop = new CancellationTokenSource();
        var term = new OutboxTerm(connection, new(connection), broker, "/tests", new(), TimeProvider.System, NullLogger.Instance);
        var running = term.RunAsync(stop.Token);
        await broker.Asked.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await stop.CancelAsync();
        broker.Acknowledgement.SetResult(new("notes", 0, 0));

        await Should.ThrowAsync<OperationCanceledException>(running);
        await using var left = source.CreateCommand("select payload::text from outbox");
        (await left.ExecuteScalarAsync()).ShouldBe("2");
        broker.Times.ShouldBe(1);
    }

    private sealed class LateBroker : IKafkaProducer
    {
        private int times;

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<TopicPartitionOffset> Acknowledgement { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Times => times;

        public Task<TopicPartitionOffset> SendAsync(KafkaMessage message, ActivityContext parent, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref times);
            Asked.TrySetResult();
            return Acknowledgement.Task;
        }
    }
}
