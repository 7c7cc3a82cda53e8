using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.ServiceDefaults.Events;
using Platform.ServiceDefaults.Kafka;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests.Events;

public sealed class BatchTests
{
    private const string Type = "note.taken";
    private readonly string topic = $"notes.{Guid.NewGuid():n}";

    [Fact]
    public async Task What_has_come_meanwhile_goes_together_in_its_order()
    {
        using var spans = new SpanRecorder();
        await using var broker = await Broker.StartAsync(topic);
        await using var app = await ConsumerAsync(broker);
        var handler = app.Services.GetRequiredService<BatchHandler>();
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        handler.Does = notes =>
        {
            begun.TrySetResult();
            return notes.Any(note => note.Text == "first") ? go.Task : Task.CompletedTask;
        };

        await SendAsync(app, "first");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var texts = Enumerable.Range(0, 25).Select(number => number.ToString()).ToArray();
        await SendAsync(app, texts);
        await PlainSendAsync(app, """{"text":"unasked"}""", "note.burnt");
        go.SetResult();

        (await handler.NextAsync()).ShouldBe(["first"]);
        var handled = new List<string>();
        while (handled.Count < texts.Length)
        {
            var batch = await handler.NextAsync();
            batch.Count.ShouldBeLessThanOrEqualTo(10);
            handled.AddRange(batch);
        }
        handled.ShouldBe(texts);
        var together = await spans.SpanAsync(span =>
            span.DisplayName == $"process {topic}" && span.GetTagItem("messaging.batch.message_count") is not null
        );
        together.Kind.ShouldBe(ActivityKind.Consumer);
    }

    [Fact]
    public async Task One_that_is_at_fault_is_put_aside_and_the_others_are_handled()
    {
        await using var broker = await Broker.StartAsync(topic);
        await using var app = await ConsumerAsync(broker);
        using var letters = new TestConsumer(broker.Servers, $"{topic}.readers.dlq");
        var handler = app.Services.GetRequiredService<BatchHandler>();
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var seen = new ConcurrentBag<string>();
        handler.Does = async notes =>
        {
            begun.TrySetResult();
            await go.Task;
            if (notes.Any(note => note.Text == "bug"))
                throw new InvalidOperationException("a bug");
            foreach (var note in notes)
                seen.Add(note.Text);
        };

        await SendAsync(app, "first");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await SendAsync(app, "a", "b", "bug", "c", "d", "e", "f");
        await PlainSendAsync(app, "no json", Type);
        await SendAsync(app, "last");
        go.SetResult();

        var letter = await letters.NextAsync();
        letter.Message.Value.ShouldContain("bug");
        (await letters.NextAsync()).Message.Value.ShouldBe("no json");
        while (!seen.Contains("last"))
            await handler.NextAsync();
        seen.Distinct().ShouldBe(["first", "a", "b", "c", "d", "e", "f", "last"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_fails_for_a_while_is_tried_again_together()
    {
        await using var broker = await Broker.StartAsync(topic);
        await using var app = await ConsumerAsync(broker);
        var handler = app.Services.GetRequiredService<BatchHandler>();
        var tries = 0;
        handler.Does = _ => ++tries < 10 ? throw new HttpRequestException("away") : Task.CompletedTask;

        await SendAsync(app, "a", "b");

        var handled = new List<string>();
        while (handled.Count < 2)
            handled.AddRange(await handler.NextAsync());
        handled.ShouldBe(["a", "b"]);
    }

    private Task<LocalApp> ConsumerAsync(Broker broker) =>
        LocalApp.StartAsync(
            builder =>
                builder.AddKafkaConsumer(
                    "kafka",
                    "readers",
                    consumer => consumer.HandleBatches<Noted, BatchHandler>(topic, [Type], NotedJson.Default.Noted, maxEvents: 10),
                    settings =>
                    {
                        settings.RetryDelay = TimeSpan.FromMilliseconds(1);
                        settings.MaxRetryDelay = TimeSpan.FromMilliseconds(5);
                        settings.MaxAttempts = 2;
                    }
                ),
            map: null,
            ("ConnectionStrings:kafka", broker.Servers)
        );

    private async Task SendAsync(LocalApp app, params string[] texts)
    {
        foreach (var text in texts)
            await PlainSendAsync(app, $$"""{"text":"{{text}}"}""", Type);
    }

    private Task PlainSendAsync(LocalApp app, string value, string type) =>
        app
            .Services.GetRequiredService<IKafkaProducer>()
            .SendAsync(
                new(topic, "key", Encoding.UTF8.GetBytes(value), new Headers { { EventHeaders.Type, Encoding.UTF8.GetBytes(type) } })
            );

    private sealed class BatchHandler : IEventBatchHandler<Noted>
    {
        private readonly Channel<List<string>> handled = Channel.CreateUnbounded<List<string>>();

        public Func<IReadOnlyList<Noted>, Task> Does { get; set; } = _ => Task.CompletedTask;

        public async Task HandleAsync(IReadOnlyList<Noted> payloads, CancellationToken cancellationToken)
        {
            await Does(payloads);
            handled.Writer.TryWrite([.. payloads.Select(note => note.Text)]);
        }

        public async Task<List<string>> NextAsync() =>
            await handled.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
    }
}
