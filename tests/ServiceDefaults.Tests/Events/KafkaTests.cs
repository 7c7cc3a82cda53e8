using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Events;
using Platform.ServiceDefaults.Kafka;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests.Events;

public sealed class KafkaTests
{
    private const string Type = "note.taken";
    private readonly string topic = $"notes.{Guid.NewGuid():n}";

    [Fact]
    public async Task A_message_is_one_trace_from_who_sent_it_to_who_processes_it_by_the_conventions()
    {
        using var spans = new SpanRecorder();
        await using var broker = await Broker.StartAsync();
        await using var app = await ConsumerAsync(broker);
        string? seen = null;
        NotedHandler.Of(app.Services).Does = (_, _, _) =>
        {
            seen = Activity.Current?.Id;
            return Task.CompletedTask;
        };

        using (var request = SpanRecorder.TestSource.StartActivity("request"))
        {
            await PublishAsync(app, "key", "hello");
            Activity.Current.ShouldBe(request);
        }
        var (payload, context) = await NotedHandler.Of(app.Services).NextAsync();

        payload.Text.ShouldBe("hello");
        context.Type.ShouldBe(Type);
        context.Source.ShouldStartWith("/");
        var root = await spans.SpanAsync(span =>
            span.DisplayName == "request"
            && span.Source == SpanRecorder.TestSource
            && Trace(span).Any(sent => sent.DisplayName == $"send {topic}")
        );
        var send = await spans.SpanAsync(span => span.DisplayName == $"send {topic}");
        var process = await spans.SpanAsync(span => span.DisplayName == $"process {topic}");
        send.ParentSpanId.ShouldBe(root.SpanId);
        send.Kind.ShouldBe(ActivityKind.Producer);
        process.TraceId.ShouldBe(root.TraceId);
        process.ParentSpanId.ShouldBe(send.SpanId);
        process.Kind.ShouldBe(ActivityKind.Consumer);
        seen.ShouldBe(process.Id);
        foreach (var span in (Activity[])[send, process])
        {
            Tag(span, "messaging.system").ShouldBe("kafka");
            Tag(span, "messaging.destination.name").ShouldBe(topic);
            Tag(span, "messaging.destination.partition.id").ShouldBe(context.Message.Partition.ToString());
            Tag(span, "messaging.kafka.offset").ShouldBe("0");
            Tag(span, "messaging.kafka.message.key").ShouldBe("key");
            Tag(span, "server.address").ShouldNotBeNull();
            Tag(span, "error.type").ShouldBeNull();
        }
        (Tag(send, "messaging.operation.type"), Tag(send, "messaging.operation.name")).ShouldBe(("send", "send"));
        (Tag(process, "messaging.operation.type"), Tag(process, "messaging.operation.name")).ShouldBe(("process", "process"));
        Tag(process, "messaging.consumer.group.name").ShouldBe("readers");
        Tag(process, "messaging.message.id").ShouldBe(context.Id);
        process.TagObjects.Concat(send.TagObjects).ShouldNotContain(tag => tag.Value!.ToString()!.Contains("hello"));

        IEnumerable<Activity> Trace(Activity one) => spans.Ended.Where(span => span.TraceId == one.TraceId);
    }

    [Fact]
    public async Task Messages_sent_and_processed_are_counted_and_timed()
    {
        var seen = new ConcurrentDictionary<string, string?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name.StartsWith("messaging.", StringComparison.Ordinal))
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();
        await using var broker = await Broker.StartAsync(topic);
        await using var app = await ConsumerAsync(broker);

        await PublishAsync(app, "key", "one");
        await PublishAsync(app, "key", "two");
        await NotedHandler.Of(app.Services).NextAsync();
        await NotedHandler.Of(app.Services).NextAsync();
        listener.RecordObservableInstruments();

        // The second was begun after all of the first was noted.
        seen.Keys.ShouldBe(
            [
                "messaging.client.sent.messages",
                "messaging.client.operation.duration",
                "messaging.client.consumed.messages",
                "messaging.process.duration",
                "messaging.kafka.consumer.lag",
            ],
            ignoreOrder: true
        );

        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var (name, value) in tags)
            {
                if (name == "messaging.destination.name" && (string?)value == topic)
                    seen[instrument.Name] = topic;
            }
        }
    }

    [Fact]
    public async Task What_was_current_where_the_consumer_started_is_no_parent_of_its_messages()
    {
        using var spans = new SpanRecorder();
        await using var broker = await Broker.StartAsync();
        using var starting = SpanRecorder.TestSource.StartActivity("starting");
        await using var app = await ConsumerAsync(broker);
        Activity.Current = null;

        await PlainSendAsync(app, "{\"text\":\"one\"}");
        await PlainSendAsync(app, "{\"text\":\"two\"}");
        await NotedHandler.Of(app.Services).NextAsync();
        await NotedHandler.Of(app.Services).NextAsync();

        var first = await spans.SpanAsync(span => span.DisplayName == $"process {topic}" && Tag(span, "messaging.kafka.offset") == "0");
        var second = await spans.SpanAsync(span => span.DisplayName == $"process {topic}" && Tag(span, "messaging.kafka.offset") == "1");
        first.TraceId.ShouldNotBe(second.TraceId);
        new[] { first.TraceId, second.TraceId }.ShouldNotContain(starting!.TraceId);
    }

    [Fact]
    public async Task Poison_goes_to_the_dead_letters_with_its_reason_and_the_next_message_is_processed()
    {
        await using var broker = await Broker.StartAsync();
        await using var app = await ConsumerAsync(broker);
        using var letters = new TestConsumer(broker.Servers, $"{topic}.readers.dlq");
        NotedHandler.Of(app.Services).Does = (note, _, _) =>
            note.Text == "bad" ? throw new PoisonMessageException("Nobody wants it.") : Task.CompletedTask;

        await PlainSendAsync(app, "no json");
        await PlainSendAsync(app, "{\"text\":\"bad\"}");
        await PlainSendAsync(app, "{\"text\":\"good\"}");

        (await NotedHandler.Of(app.Services).NextAsync()).Payload.Text.ShouldBe("good");
        var first = await letters.NextAsync();
        first.Message.Value.ShouldBe("no json");
        first.Message.Key.ShouldBe("key");
        Header(first, "dlq_reason").ShouldContain(Type);
        Header(first, "dlq_topic").ShouldBe(topic);
        Header(first, "dlq_partition").ShouldNotBeEmpty();
        Header(first, "dlq_offset").ShouldBe("0");
        Header(first, "dlq_group").ShouldBe("readers");
        Header(first, EventHeaders.Type).ShouldBe(Type);
        var second = await letters.NextAsync();
        Header(second, "dlq_reason").ShouldBe("Nobody wants it.");
        Header(second, "dlq_exception").ShouldBe(typeof(PoisonMessageException).FullName);
    }

    [Fact]
    public async Task A_transient_failure_keeps_its_message_and_those_behind_it_until_it_passes()
    {
        await using var broker = await Broker.StartAsync();
        await using var app = await ConsumerAsync(broker);
        var tries = 0;
        NotedHandler.Of(app.Services).Does = (note, _, _) =>
            note.Text == "one" && ++tries < 20 ? throw new HttpRequestException("away") : Task.CompletedTask;

        await PlainSendAsync(app, "{\"text\":\"one\"}");
        await PlainSendAsync(app, "{\"text\":\"two\"}");

        (await NotedHandler.Of(app.Services).NextAsync()).Payload.Text.ShouldBe("one");
        (await NotedHandler.Of(app.Services).NextAsync()).Payload.Text.ShouldBe("two");
        tries.ShouldBe(20, "more often than a bug is tried");
    }

    [Fact]
    public async Task A_bug_in_a_handler_holds_nothing_up_for_ever()
    {
        await using var broker = await Broker.StartAsync();
        await using var app = await ConsumerAsync(broker);
        using var letters = new TestConsumer(broker.Servers, $"{topic}.readers.dlq");
        var tries = 0;
        NotedHandler.Of(app.Services).Does = (note, _, _) =>
        {
            if (note.Text != "one")
                return Task.CompletedTask;
            tries++;
            throw new InvalidOperationException("a bug");
        };

        await PlainSendAsync(app, "{\"text\":\"one\"}");
        await PlainSendAsync(app, "{\"text\":\"two\"}");

        (await NotedHandler.Of(app.Services).NextAsync()).Payload.Text.ShouldBe("two");
        Header(await letters.NextAsync(), "dlq_reason").ShouldBe("a bug");
        tries.ShouldBe(4);
    }

    [Fact]
    public async Task Types_that_nobody_asked_for_are_passed_over()
    {
        await using var broker = await Broker.StartAsync();
        await using var app = await ConsumerAsync(broker);

        await app.Services.GetRequiredService<IEventPublisher>().PublishAsync(new(topic, "key", "note.burnt", "[]"));
        await PublishAsync(app, "key", "known");

        (await NotedHandler.Of(app.Services).NextAsync()).Payload.Text.ShouldBe("known");
    }

    [Fact]
    public async Task What_was_processed_is_committed_when_the_service_stops()
    {
        await using var broker = await Broker.StartAsync();
        await using (var first = await ConsumerAsync(broker))
        {
            await PublishAsync(first, "key", "one");
            await NotedHandler.Of(first.Services).NextAsync();
        }

        await using var second = await ConsumerAsync(broker);
        await PublishAsync(second, "key", "two");

        (await NotedHandler.Of(second.Services).NextAsync()).Payload.Text.ShouldBe("two");
    }

    [Fact]
    public async Task Without_a_broker_a_service_starts_is_degraded_and_stops_promptly()
    {
        var away = $"127.0.0.1:{ClosedPort()}";
        var app = await ConsumerAsync(away);

        var health = await app.Client.GetAsync("/health");

        ((int)health.StatusCode).ShouldBe(200);
        (await health.Content.ReadAsStringAsync()).ShouldBe("Degraded");
        await app.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task With_a_broker_a_service_is_healthy_once_it_is_a_member()
    {
        await using var broker = await Broker.StartAsync();
        await using var app = await ConsumerAsync(broker);

        // Readiness is an HTTP answer; there is no event to wait for from outside.
        app.Client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        var (watch, report) = (Stopwatch.StartNew(), "");
        while (!report.Contains("\"status\":\"Healthy\",\"checks\""))
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), report);
            report = await app.Client.GetStringAsync("/health");
        }
    }

    [Fact]
    public void A_broker_that_is_away_does_not_fill_the_log()
    {
        var lines = new List<LogLevel>();
        var log = new KafkaLog("kafka", new ListLogger(lines));

        for (var i = 0; i < 100; i++)
        {
            log.Write(new Error(ErrorCode.Local_Transport, "Connect failed: Connection refused"));
            log.Write(new LogMessage("rdkafka#1", SyslogLevel.Error, "FAIL", "Connect failed: Connection refused"));
        }
        log.Write(new Error(ErrorCode.TopicAuthorizationFailed, "not yours"));

        lines.Count(level => level > LogLevel.Debug).ShouldBe(2, "the first line about the broker, and what is no matter of connections");
    }

    [Fact]
    public async Task A_missing_connection_string_says_what_to_do()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => ConsumerAsync((string?)null));
        error.Message.ShouldContain(".WithReference(kafka)");
    }

    private Task<LocalApp> ConsumerAsync(Broker broker) => ConsumerAsync(broker.Servers);

    private Task<LocalApp> ConsumerAsync(string? servers) =>
        LocalApp.StartAsync(
            builder =>
                builder.AddKafkaConsumer(
                    "kafka",
                    "readers",
                    consumer => consumer.Handle<Noted, NotedHandler>(topic, Type, NotedJson.Default.Noted),
                    settings =>
                    {
                        settings.RetryDelay = TimeSpan.FromMilliseconds(1);
                        settings.MaxRetryDelay = TimeSpan.FromMilliseconds(5);
                        settings.MaxAttempts = 4;
                    }
                ),
            map: null,
            ("ConnectionStrings:kafka", servers)
        );

    private Task PublishAsync(LocalApp app, string key, string text) =>
        app.Services.GetRequiredService<IEventPublisher>().PublishAsync(new(topic, key, Type, $$"""{"text":"{{text}}"}"""));

    /// <summary>As somebody sends who has no trace.</summary>
    private Task PlainSendAsync(LocalApp app, string value) =>
        app
            .Services.GetRequiredService<IKafkaProducer>()
            .SendAsync(
                new(topic, "key", Encoding.UTF8.GetBytes(value), new Headers { { EventHeaders.Type, Encoding.UTF8.GetBytes(Type) } })
            );

    [Fact]
    public async Task Settings_of_the_client_come_from_configuration()
    {
        ConsumerConfig? bound = null;
        await using var app = await LocalApp.StartAsync(
            builder =>
                builder.AddKafkaConsumer(
                    "kafka",
                    "readers",
                    consumer => consumer.Handle<Noted, NotedHandler>(topic, Type, NotedJson.Default.Noted),
                    settings => bound = settings.Config
                ),
            map: null,
            ("ConnectionStrings:kafka", "127.0.0.1:1"),
            ("Aspire:Confluent:Kafka:Consumer:Config:SessionTimeoutMs", "7000")
        );

        bound!.SessionTimeoutMs.ShouldBe(7000);
    }

    private sealed class ListLogger(List<LogLevel> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Add(logLevel);
    }

    private static string? Tag(Activity span, string name) => span.GetTagItem(name)?.ToString();

    private static string Header(ConsumeResult<string, string> message, string name) =>
        Encoding.UTF8.GetString(message.Message.Headers.GetLastBytes(name));

    private static int ClosedPort()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        return ((System.Net.IPEndPoint)listener.LocalEndPoint!).Port;
    }
}
