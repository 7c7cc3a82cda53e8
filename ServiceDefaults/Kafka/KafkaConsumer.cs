using System.Collections.Concurrent;
using System.Diagnostics;
using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>
/// One member of a consumer group, on a thread of its own that does nothing but poll: however long a message takes or waits, the group does not
/// lose the member. Each partition's messages are processed in order, partitions beside each other.
/// </summary>
internal sealed partial class KafkaConsumer(
    KafkaConnection connection,
    string group,
    IReadOnlyCollection<string> topics,
    MessageProcessor processor,
    KafkaConsumerSettings settings,
    Func<CancellationToken, Task> ready,
    ILogger logger
) : IHostedService, IHealthCheck, IDisposable
{
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<TopicPartition, PartitionQueue> partitions = new();
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private volatile IConsumer<string, byte[]>? member;
    private volatile bool joined;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            joined
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, $"Not a member of the group '{group}' yet; its messages wait.")
        );

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = RunAsync();
        KafkaTelemetry.ObserveLag(group, ReadLag);
        return Task.CompletedTask;
    }

    /// <summary>Bounded: a broker that is away cannot hold the stop, as the thread is a background one.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAny(running, Task.Delay(settings.Grace + CloseTimeout, cancellationToken));
    }

    public void Dispose() => stopping.Cancel();

    private async Task RunAsync()
    {
        // Off the thread that starts the next service.
        await Task.Yield();
        try
        {
            await ready(stopping.Token);
        }
        catch (Exception error)
        {
            // Not a fault of this consumer: the service is stopping, or its migrations failed, which ends it.
            LogNotStarted(group, error.Message);
            return;
        }
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            Poll();
            ended.SetResult();
        })
        {
            IsBackground = true,
            Name = $"kafka {group}",
        };
        thread.UnsafeStart();
        await ended.Task;
    }

    private void Poll()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                PollAsMember();
            }
            catch (Exception error)
            {
                LogLost(error, group);
                stopping.Token.WaitHandle.WaitOne(AfterFailure);
            }
        }
    }

    private void PollAsMember()
    {
        using var consumer = connection
            .CreateConsumer(group, settings.Config)
            .SetPartitionsAssignedHandler((_, assigned) => Assign(assigned))
            .SetPartitionsRevokedHandler((_, revoked) => Revoke(revoked.Select(one => one.TopicPartition)))
            .SetPartitionsLostHandler((_, lost) => Revoke(lost.Select(one => one.TopicPartition)))
            .Build();
        member = consumer;
        try
        {
            using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
            consumer.Subscribe(topics);
            for (var asked = Stopwatch.GetTimestamp(); !stopping.IsCancellationRequested; )
            {
                PollOnce(consumer);
                if (joined || Stopwatch.GetElapsedTime(asked) < BetweenQuestions)
                    continue;
                AskForTopics(admin);
                asked = Stopwatch.GetTimestamp();
            }
        }
        finally
        {
            joined = false;
            Revoke(partitions.Keys);
            member = null;
            // Commits what is done, and leaves the group so that others take over at once.
            consumer.Close();
        }
    }

    /// <summary>A group cannot be joined for topics that do not exist. Asked for by name, they come to be where the broker makes topics by itself.</summary>
    private void AskForTopics(IAdminClient admin)
    {
        try
        {
            foreach (var topic in topics)
                admin.GetMetadata(topic, PollTime);
        }
        catch (KafkaException error)
        {
            LogNoTopics(group, error.Message);
        }
    }

    private void PollOnce(IConsumer<string, byte[]> consumer)
    {
        PauseAndResume(consumer);
        try
        {
            if (consumer.Consume(PollTime) is { } message && partitions.TryGetValue(message.TopicPartition, out var queue))
                queue.Add(message);
        }
        catch (ConsumeException error) when (!error.Error.IsFatal)
        {
            LogPollFailed(group, error.Error.Code, error.Error.Reason);
        }
    }

    private void PauseAndResume(IConsumer<string, byte[]> consumer)
    {
        foreach (var (partition, queue) in partitions)
        {
            // A fault of ours, and not of a message: told, and begun again as a new member, instead of a partition that stands still unseen.
            if (queue.Ended.IsFaulted)
                queue.Ended.GetAwaiter().GetResult();
            var pause = queue.Waiting > (queue.IsPaused ? settings.PrefetchedMessages / 4 : settings.PrefetchedMessages);
            if (pause == queue.IsPaused)
                continue;
            if (pause)
                consumer.Pause([partition]);
            else
                consumer.Resume([partition]);
            queue.IsPaused = pause;
        }
    }

    private void Assign(List<TopicPartition> assigned)
    {
        joined = true;
        foreach (var partition in assigned)
            partitions[partition] = new PartitionQueue(processor, Done);
        if (assigned.Count > 0)
            LogAssigned(group, string.Join(", ", assigned));
    }

    /// <summary>
    /// Runs on the consumer's thread, which has to wait here: whoever gets the partition next must find committed what was done.
    /// </summary>
    private void Revoke(IEnumerable<TopicPartition> revoked)
    {
        var ending = new List<PartitionQueue>();
        foreach (var partition in revoked)
        {
            if (partitions.TryRemove(partition, out var queue))
                ending.Add(queue);
        }
        ending.ForEach(queue => queue.Stop(settings.Grace));
        var ended = Task.WhenAll(ending.Select(queue => queue.Ended)).ContinueWith(_ => { }, TaskScheduler.Default);
        if (!ended.Wait(settings.Grace + PollTime))
            LogStillRunning(group);
    }

    private void Done(ConsumeResult<string, byte[]> message)
    {
        try
        {
            member?.StoreOffset(message);
        }
        catch (KafkaException error)
        {
            // The partition went to another member meanwhile, or the client ends: that one gets the message again.
            LogNotStored(group, message.Topic, message.Partition.Value, message.Offset.Value, error.Message);
        }
    }

    private List<(TopicPartition, long)> ReadLag()
    {
        var lags = new List<(TopicPartition, long)>();
        try
        {
            foreach (var (partition, queue) in partitions)
            {
                // Known from the last answer of the broker: no request.
                var high = member?.GetWatermarkOffsets(partition).High ?? Offset.Unset;
                if (!high.IsSpecial && member?.Position(partition) is { IsSpecial: false } next)
                    lags.Add((partition, high.Value - next.Value + queue.Waiting));
            }
        }
        catch (Exception error) when (error is KafkaException or ObjectDisposedException)
        {
            // The member ends while it is asked: it has no lag any more.
        }
        return lags;
    }
}
