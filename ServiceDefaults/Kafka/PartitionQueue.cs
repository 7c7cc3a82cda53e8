using System.Threading.Channels;
using Confluent.Kafka;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>The messages of one partition that this member holds, processed one after another, or together where their handler takes that.</summary>
internal sealed class PartitionQueue
{
    private readonly Channel<ConsumeResult<string, byte[]>> messages = Channel.CreateUnbounded<ConsumeResult<string, byte[]>>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true }
    );
    private readonly CancellationTokenSource halt = new();
    private readonly CancellationTokenSource cut = new();
    private int waiting;

    public PartitionQueue(MessageProcessor processor, Action<ConsumeResult<string, byte[]>> done) =>
        Ended = Task.Run(() => RunAsync(processor, done));

    /// <summary>Ends once asked to; with an error only by a fault that is no message's, which the consumer begins again after.</summary>
    public Task Ended { get; }

    /// <summary>Set and read by the consumer's thread only.</summary>
    public bool IsPaused { get; set; }

    public int Waiting => Volatile.Read(ref waiting);

    public void Add(ConsumeResult<string, byte[]> message)
    {
        Interlocked.Increment(ref waiting);
        messages.Writer.TryWrite(message);
    }

    /// <summary>Has the message in hand finished within <paramref name="grace"/>, else cancelled, and the others left to whoever comes next.</summary>
    public void Stop(TimeSpan grace)
    {
        halt.Cancel();
        cut.CancelAfter(grace);
    }

    private async Task RunAsync(MessageProcessor processor, Action<ConsumeResult<string, byte[]>> done)
    {
        try
        {
            while (await messages.Reader.WaitToReadAsync(halt.Token))
            {
                var taken = new List<ConsumeResult<string, byte[]>>();
                while (taken.Count < processor.MaxTogether && messages.Reader.TryRead(out var message))
                    taken.Add(message);
                await processor.ProcessAsync(taken.Select(ReceivedMessage.Of).ToArray(), halt.Token, cut.Token);
                done(taken[^1]);
                Interlocked.Add(ref waiting, -taken.Count);
                if (halt.IsCancellationRequested)
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped: what is not done stays uncommitted.
        }
    }
}
