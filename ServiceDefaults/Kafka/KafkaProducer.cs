using System.Diagnostics;
using Confluent.Kafka;
using Microsoft.Extensions.Hosting;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>One client, made when it is first used; flushed for a moment when the host stops.</summary>
internal sealed class KafkaProducer(KafkaConnection connection, ProducerConfig config, TimeSpan flush)
    : IKafkaProducer,
        IHostedLifecycleService,
        IDisposable
{
    private readonly Lock gate = new();
    private IProducer<string, byte[]>? client;
    private bool disposed;

    /// <summary>Made by whoever asks first; costs a few threads and no round trip.</summary>
    public IProducer<string, byte[]> Client
    {
        get
        {
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                return client ??= connection.CreateProducer(config);
            }
        }
    }

    public async Task<TopicPartitionOffset> SendAsync(
        KafkaMessage message,
        ActivityContext parent = default,
        CancellationToken cancellationToken = default
    )
    {
        var started = Stopwatch.GetTimestamp();
        var span = connection.Telemetry.StartSend(message, parent);
        try
        {
            var result = await Client.ProduceAsync(message.Topic, Wrap(message, span, parent), cancellationToken);
            connection.Telemetry.EndSend(span, message, started, result.TopicPartitionOffset, error: null);
            return result.TopicPartitionOffset;
        }
        catch (Exception error)
        {
            connection.Telemetry.EndSend(span, message, started, stands: null, error);
            throw;
        }
    }

    /// <summary>Off this thread, as flushing and ending the client's threads block.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.Run(Dispose, CancellationToken.None);

    public void Dispose()
    {
        IProducer<string, byte[]>? ending;
        lock (gate)
        {
            disposed = true;
            (ending, client) = (client, null);
        }
        if (flush > TimeSpan.Zero)
            ending?.Flush(flush);
        ending?.Dispose();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Message<string, byte[]> Wrap(KafkaMessage message, Activity? span, ActivityContext parent)
    {
        var headers = new Headers();
        foreach (var header in message.Headers)
            headers.Add(header.Key, header.GetValueBytes());
        TraceContext.Inject(headers, span, parent);
        return new()
        {
            // The client's serializers take null for "no key" and "tombstone"; its signatures do not say so.
            Key = message.Key!,
            Value = message.Value!,
            Headers = headers,
        };
    }
}
