using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>Brings one message to its end: processed, or among the dead letters. What fails for a while is tried for as long as that lasts.</summary>
internal sealed partial class MessageProcessor(
    string group,
    IMessageHandler handler,
    DeadLetters deadLetters,
    KafkaTelemetry telemetry,
    KafkaConsumerSettings settings,
    TimeProvider time,
    ILogger logger
)
{
    private const int LongestShift = 20;

    private readonly IBatchMessageHandler? batches = handler as IBatchMessageHandler;

    /// <summary>How many messages may be processed together.</summary>
    public int MaxTogether => batches?.MaxMessages ?? 1;

    /// <summary>As for one: together if that goes, else by halves, until what is at fault stands alone.</summary>
    public async Task ProcessAsync(ArraySegment<ReceivedMessage> messages, CancellationToken halt, CancellationToken cut)
    {
        if (messages is [var one])
            await ProcessAsync(one, halt, cut);
        else if (!await IsDoneTogetherAsync(messages, halt, cut))
        {
            var half = messages.Count / 2;
            await ProcessAsync(messages[..half], halt, cut);
            await ProcessAsync(messages[half..], halt, cut);
        }
    }

    /// <summary>
    /// <paramref name="halt"/> ends the waiting between tries, <paramref name="cut"/> the handler too: cancelled by either, the message stays
    /// uncommitted.
    /// </summary>
    public async Task ProcessAsync(ReceivedMessage message, CancellationToken halt, CancellationToken cut)
    {
        telemetry.Received(message, group);
        for (var attempt = 1; !await TryAsync(message, attempt, cut); attempt++)
            await Task.Delay(DelayAfter(attempt), time, halt);
    }

    /// <summary>False: one of them is at fault.</summary>
    private async Task<bool> IsDoneTogetherAsync(IReadOnlyList<ReceivedMessage> messages, CancellationToken halt, CancellationToken cut)
    {
        for (var attempt = 1; ; attempt++)
        {
            var started = Stopwatch.GetTimestamp();
            var span = telemetry.StartProcess(messages, group);
            try
            {
                await batches!.HandleAsync(messages, cut);
                foreach (var message in messages)
                    telemetry.Received(message, group);
                telemetry.EndProcess(span, messages[^1], group, started, error: null);
                return true;
            }
            catch (OperationCanceledException) when (cut.IsCancellationRequested)
            {
                span?.Dispose();
                throw;
            }
            catch (Exception error)
            {
                var first = messages[0];
                telemetry.EndProcess(span, first, group, started, error);
                if (Failure.KindOf(error) != FailureKind.Transient)
                    return false;
                LogWaiting(null, group, first.Topic, first.Partition, first.Offset, attempt, error.Message);
            }
            await Task.Delay(DelayAfter(attempt), time, halt);
        }
    }

    private async Task<bool> TryAsync(ReceivedMessage message, int attempt, CancellationToken cut)
    {
        var started = Stopwatch.GetTimestamp();
        var span = telemetry.StartProcess(message, group);
        try
        {
            await handler.HandleAsync(message, cut);
            telemetry.EndProcess(span, message, group, started, error: null);
            return true;
        }
        catch (OperationCanceledException) when (cut.IsCancellationRequested)
        {
            span?.Dispose();
            throw;
        }
        catch (Exception error)
        {
            var done = await IsPutAsideAsync(message, attempt, error, cut);
            telemetry.EndProcess(span, message, group, started, error);
            return done;
        }
    }

    private async Task<bool> IsPutAsideAsync(ReceivedMessage message, int attempt, Exception error, CancellationToken cut)
    {
        var kind = Failure.KindOf(error);
        if (kind == FailureKind.Transient || (kind == FailureKind.Unexpected && attempt < settings.MaxAttempts))
        {
            LogWaiting(
                kind == FailureKind.Unexpected ? error : null,
                group,
                message.Topic,
                message.Partition,
                message.Offset,
                attempt,
                error.Message
            );
            return false;
        }
        try
        {
            await deadLetters.SendAsync(message, error, cut);
            LogPutAside(error, group, message.Topic, message.Partition, message.Offset, DeadLetters.TopicOf(message.Topic, group));
            return true;
        }
        catch (Exception away) when (!cut.IsCancellationRequested)
        {
            LogWaiting(
                null,
                group,
                message.Topic,
                message.Partition,
                message.Offset,
                attempt,
                $"no dead letter could be written: {away.Message}"
            );
            return false;
        }
    }

    private TimeSpan DelayAfter(int attempt)
    {
        var delay = settings.RetryDelay * (1L << Math.Min(attempt - 1, LongestShift));
        return delay < settings.MaxRetryDelay ? delay : settings.MaxRetryDelay;
    }

    [LoggerMessage(LogLevel.Warning, "Group {Group} could not process {Topic}/{Partition}@{Offset} (try {Attempt}), which waits: {Reason}")]
    private partial void LogWaiting(Exception? error, string group, string topic, int partition, long offset, int attempt, string reason);

    [LoggerMessage(LogLevel.Error, "Group {Group} cannot process {Topic}/{Partition}@{Offset}; it lies on {DeadLetters} now")]
    private partial void LogPutAside(Exception error, string group, string topic, int partition, long offset, string deadLetters);
}
