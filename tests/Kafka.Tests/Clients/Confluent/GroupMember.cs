using System.Collections.Concurrent;
using Confluent.Kafka;
using Kafka.Tests.Clients.Programs;
using Kafka.Tests.Support;

namespace Kafka.Tests.Clients.Confluent;

/// <summary>A member of a group that consumes on a thread of its own until it is disposed, when it leaves.</summary>
internal sealed class GroupMember : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<TopicPartition, byte> _owned = [];
    private readonly ConcurrentQueue<string> _received = [];
    private readonly TaskCompletionSource<Error> _fatal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _consuming;
    private int _revocations;

    private GroupMember(TestBroker test, string group, string topic, Action<ConsumerConfig>? configure)
    {
        var consumer = test.Consumer(
            group,
            configure,
            builder =>
                builder
                    .SetPartitionsAssignedHandler((_, partitions) => partitions.ForEach(partition => _owned[partition] = 0))
                    .SetPartitionsRevokedHandler((_, partitions) => Lose(partitions))
                    .SetPartitionsLostHandler((_, partitions) => Lose(partitions))
        );
        consumer.Subscribe(topic);
        _consuming = Task.Factory.StartNew(() => Consume(consumer), TaskCreationOptions.LongRunning);
    }

    public IReadOnlyCollection<TopicPartition> Owned => [.. _owned.Keys];

    public IReadOnlyCollection<string> Received => [.. _received];

    public int Revocations => Volatile.Read(ref _revocations);

    /// <summary>The error after which it cannot go on.</summary>
    public Task<Error> Fatal => _fatal.Task;

    public static GroupMember Start(TestBroker test, string group, string topic, Action<ConsumerConfig>? configure = null) =>
        new(test, group, topic, configure);

    public Task ShouldOwnAsync(int partitions) =>
        Eventually.ShouldAsync(() =>
        {
            Owned.Count.ShouldBe(partitions);
            return Task.CompletedTask;
        });

    public Task ShouldReceiveAsync(string value) =>
        Eventually.ShouldAsync(() =>
        {
            Received.ShouldContain(value);
            return Task.CompletedTask;
        });

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _consuming;
        _ended.Dispose();
    }

    private void Lose(List<TopicPartitionOffset> partitions)
    {
        Interlocked.Increment(ref _revocations);
        foreach (var lost in partitions)
        {
            _owned.TryRemove(lost.TopicPartition, out _);
        }
    }

    private void Consume(IConsumer<string, string> consumer)
    {
        using (consumer)
        {
            while (!_ended.IsCancellationRequested)
            {
                try
                {
                    _received.Enqueue(consumer.Consume(_ended.Token).Message.Value);
                }
                catch (OperationCanceledException)
                {
                    // Asked to end.
                }
                catch (KafkaException failure) when (failure.Error.IsFatal)
                {
                    _fatal.TrySetResult(failure.Error);
                    return;
                }
                catch (ConsumeException)
                {
                    // The client tries again by itself.
                }
            }

            consumer.Close();
        }
    }
}
