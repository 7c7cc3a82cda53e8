using System.Diagnostics;
using System.Diagnostics.Metrics;
using Confluent.Kafka;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>Spans and metrics by OpenTelemetry's conventions for messaging and Kafka. Values and headers stay out.</summary>
/// <remarks>
/// Version 1.45 of the conventions gave three attributes new names (<c>messaging.system.name</c>, <c>kafka.offset</c>, <c>kafka.message.key</c>);
/// readers of either generation are about, so both stand on the spans, as the conventions' own transition does it.
/// </remarks>
internal sealed class KafkaTelemetry
{
    // "Platform.*" is what AddTelemetry listens to.
    public const string Name = "Platform.ServiceDefaults.Kafka";
    private const string ErrorType = "error.type";

    /// <summary>What OpenTelemetry's SDK keeps of a span's links.</summary>
    private const int MaxLinks = 128;

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Sent = Meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Messages sent.");
    private static readonly Counter<long> Consumed = Meter.CreateCounter<long>(
        "messaging.client.consumed.messages",
        "{message}",
        "Messages received."
    );
    private static readonly Histogram<double> SendDuration = Duration("messaging.client.operation.duration", "Duration of sending.");
    private static readonly Histogram<double> ProcessDuration = Duration("messaging.process.duration", "Duration of processing.");

    private readonly KeyValuePair<string, object?>[] server;

    public KafkaTelemetry(string bootstrapServers)
    {
        // Which of several brokers a message goes to, the client does not tell.
        var parts = bootstrapServers.Split(',') is [var one] ? one.Trim().Split(':') : [];
        server =
            parts is [var host, var port] && int.TryParse(port, out var number)
                ? [new("server.address", host), new("server.port", number)]
                : [];
    }

    public Activity? StartSend(KafkaMessage message, ActivityContext parent)
    {
        var span =
            parent == default
                ? Source.StartActivity($"send {message.Topic}", ActivityKind.Producer)
                : Source.StartActivity($"send {message.Topic}", ActivityKind.Producer, parent);
        if (span is not { IsAllDataRequested: true })
            return span;
        Describe(span, "send", "send", message.Topic, message.Key);
        span.SetTag("messaging.message.body.size", message.Value?.Length ?? 0);
        return span;
    }

    public void EndSend(Activity? span, KafkaMessage message, long started, TopicPartitionOffset? stands, Exception? error)
    {
        var failure = ErrorTypeOf(error);
        var tags = Tags("send", message.Topic, failure);
        if (stands is not null)
            tags.Add("messaging.destination.partition.id", stands.Partition.Value.ToString());
        Sent.Add(1, tags);
        SendDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
        if (span is null)
            return;
        if (stands is not null)
            Place(span, stands.Partition.Value, stands.Offset.Value);
        End(span, failure, error);
    }

    /// <summary>The span of processing one message, in the trace of whoever sent it and of nobody else.</summary>
    public Activity? StartProcess(ReceivedMessage message, string group)
    {
        // What happened to be current where the consumer was started is no parent of its messages.
        Activity.Current = null;
        var span = Source.StartActivity($"process {message.Topic}", ActivityKind.Consumer, TraceContext.Of(message));
        if (span is not { IsAllDataRequested: true })
            return span;
        Describe(span, "process", "process", message.Topic, message.Key);
        Place(span, message.Partition, message.Offset);
        span.SetTag("messaging.consumer.group.name", group);
        span.SetTag("messaging.message.body.size", message.Value?.Length ?? 0);
        if (message.Value is null)
            span.SetTag("messaging.kafka.message.tombstone", true);
        return span;
    }

    /// <summary>The span of processing several: none of their traces is its own, so it is linked to all of them.</summary>
    public Activity? StartProcess(IReadOnlyList<ReceivedMessage> messages, string group)
    {
        Activity.Current = null;
        var (topic, partition) = (messages[0].Topic, messages[0].Partition);
        var links = messages.Select(TraceContext.Of).Where(context => context != default).Take(MaxLinks);
        var span = Source.StartActivity(
            $"process {topic}",
            ActivityKind.Consumer,
            parentContext: default,
            links: links.Select(context => new ActivityLink(context))
        );
        if (span is not { IsAllDataRequested: true })
            return span;
        Describe(span, "process", "process", topic, key: null);
        span.SetTag("messaging.destination.partition.id", partition.ToString());
        span.SetTag("messaging.batch.message_count", messages.Count);
        span.SetTag("messaging.consumer.group.name", group);
        return span;
    }

    public void EndProcess(Activity? span, ReceivedMessage message, string group, long started, Exception? error)
    {
        var failure = ErrorTypeOf(error);
        var tags = Tags("process", message.Topic, failure);
        tags.Add("messaging.destination.partition.id", message.Partition.ToString());
        tags.Add("messaging.consumer.group.name", group);
        ProcessDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
        if (span is null)
            return;
        if (error is not null)
            span.AddException(error);
        End(span, failure, error);
    }

    public void Received(ReceivedMessage message, string group)
    {
        if (!Consumed.Enabled)
            return;
        var tags = Tags("poll", message.Topic, failure: null);
        tags.Add("messaging.destination.partition.id", message.Partition.ToString());
        tags.Add("messaging.consumer.group.name", group);
        Consumed.Add(1, tags);
    }

    /// <summary>Messages that the members of a group in this process have yet to process, by partition.</summary>
    public static void ObserveLag(string group, Func<IEnumerable<(TopicPartition Partition, long Lag)>> read) =>
        Meter.CreateObservableGauge(
            "messaging.kafka.consumer.lag",
            () =>
                read()
                    .Select(one => new Measurement<long>(
                        one.Lag,
                        new("messaging.system", "kafka"),
                        new("messaging.consumer.group.name", group),
                        new("messaging.destination.name", one.Partition.Topic),
                        new("messaging.destination.partition.id", one.Partition.Partition.Value.ToString())
                    )),
            "{message}",
            "Messages written and not yet processed."
        );

    private void Describe(Activity span, string type, string operation, string topic, string? key)
    {
        span.SetTag("messaging.system", "kafka").SetTag("messaging.system.name", "kafka");
        span.SetTag("messaging.operation.type", type).SetTag("messaging.operation.name", operation);
        span.SetTag("messaging.destination.name", topic);
        if (key is not null)
            span.SetTag("messaging.kafka.message.key", key).SetTag("kafka.message.key", key);
        foreach (var (name, value) in server)
            span.SetTag(name, value);
    }

    private static void Place(Activity span, int partition, long offset)
    {
        span.SetTag("messaging.destination.partition.id", partition.ToString());
        span.SetTag("messaging.kafka.offset", offset).SetTag("kafka.offset", offset);
    }

    private static void End(Activity span, string? failure, Exception? error)
    {
        if (failure is not null)
            span.SetTag(ErrorType, failure).SetStatus(ActivityStatusCode.Error, error?.Message);
        span.Dispose();
    }

    private TagList Tags(string operation, string topic, string? failure)
    {
        var tags = new TagList(server)
        {
            { "messaging.system", "kafka" },
            { "messaging.operation.name", operation },
            { "messaging.destination.name", topic },
        };
        if (failure is not null)
            tags.Add(ErrorType, failure);
        return tags;
    }

    private static string? ErrorTypeOf(Exception? error) =>
        error switch
        {
            null => null,
            KafkaException kafka => kafka.Error.Code.ToString(),
            _ => error.GetType().FullName,
        };

    private static Histogram<double> Duration(string name, string description) =>
        Meter.CreateHistogram(
            name,
            unit: "s",
            description,
            tags: null,
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
            }
        );
}
