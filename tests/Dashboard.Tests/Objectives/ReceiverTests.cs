using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Dashboard.Objectives;

namespace Platform.Dashboard.Tests.Objectives;

public sealed class ReceiverTests
{
    private static readonly Alarm Firing = new(
        7,
        new AlertDefinition("Payments <fail>", new Subject("payments", "POST /api/v1/payments"), "errorShare", 0.005, TimeSpan.Zero),
        ManualTime.Epoch,
        ManualTime.Epoch.AddMinutes(5)
    )
    {
        Value = 0.5,
        Text = "Payments <fail>: 50 % (limit 0.5 %)",
    };

    private readonly ManualTime time = new();

    [Fact]
    public async Task A_webhook_that_answers_500_twice_gets_the_alarm_the_third_time()
    {
        await using var receiver = await Receiver.StartAsync(500, 500, 200);
        var delivery = Deliver(new WebhookChannel(receiver.Address, slack: false, "shop", new HttpClient()), out var stop);

        await UntilAsync(delivery, status => status.Failures == 1 && status.RetryAt is not null);
        delivery.Status.Error!.ShouldContain("answered 500");
        delivery.Status.Waiting.ShouldBe(1);
        await UntilAsync(delivery, status => status.Delivered == 1);
        await stop();

        receiver.Bodies.Count.ShouldBe(3);
        delivery.Status.Failures.ShouldBe(2);
        delivery.Status.Error.ShouldBeNull();
        var body = JsonNode.Parse(receiver.Bodies.Last())!;
        body["state"]!.GetValue<string>().ShouldBe("firing");
        body["name"]!.GetValue<string>().ShouldBe("Payments <fail>");
        body["route"]!.GetValue<string>().ShouldBe("POST /api/v1/payments");
        body["value"]!.GetValue<double>().ShouldBe(0.5);
        body["since"]!.GetValue<DateTimeOffset>().ShouldBe(ManualTime.Epoch);
    }

    [Fact]
    public async Task A_webhook_that_says_no_is_not_asked_again()
    {
        await using var receiver = await Receiver.StartAsync(404);
        var delivery = Deliver(new WebhookChannel(receiver.Address, slack: false, "shop", new HttpClient()), out var stop);

        await UntilAsync(delivery, status => status.Lost == 1);
        await stop();

        receiver.Bodies.Count.ShouldBe(1);
        delivery.Status.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Slack_gets_its_own_format_and_its_secret_path_is_shown_nowhere()
    {
        await using var receiver = await Receiver.StartAsync(200);
        var address = new Uri(receiver.Address, "/services/T000/B000/secret");
        var delivery = Deliver(new WebhookChannel(address, slack: true, "shop", new HttpClient()), out var stop);

        await UntilAsync(delivery, status => status.Delivered == 1);
        await stop();

        var body = JsonNode.Parse(receiver.Bodies.Single())!;
        body["text"]!.GetValue<string>().ShouldBe(":rotating_light: *shop*: Payments &lt;fail&gt;: 50 % (limit 0.5 %)");
        body["attachments"]![0]!["color"]!.GetValue<string>().ShouldBe("#e01e5a");
        delivery.Status.Target.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_keeps_nobody_waiting_and_is_said_so()
    {
        await using var receiver = await Receiver.StartAsync(200);
        var gone = receiver.Address;
        await receiver.DisposeAsync();
        var delivery = Deliver(new WebhookChannel(gone, slack: false, "shop", new HttpClient()), out var stop);

        await UntilAsync(delivery, status => status.Lost == 1);
        await stop();

        delivery.Status.Failures.ShouldBe(AlarmDelivery.Attempts);
        delivery.Status.Error.ShouldNotBeNull();
    }

    [Fact]
    public async Task Mail_goes_out_by_smtp()
    {
        await using var server = new MailServer();
        var mail = new AlarmMail("127.0.0.1", server.Port, "dashboard@localhost", "oncall@example.com") { Tls = false };
        var delivery = Deliver(new MailChannel(mail, "shop"), out var stop);

        await UntilAsync(delivery, status => status.Delivered == 1);
        await stop();

        var message = server.Messages.ShouldHaveSingleItem();
        server.Recipients.ShouldBe(["oncall@example.com"]);
        message.ShouldContain("Subject: [shop] FIRING: Payments <fail>");
        message.ShouldContain("Resource: payments");
    }

    private AlarmDelivery Deliver(IAlarmChannel channel, out Func<Task> stop)
    {
        var delivery = new AlarmDelivery(channel, time, () => changes.Release(), NullLogger.Instance);
        var stopping = new CancellationTokenSource();
        var running = Task.Run(() => delivery.RunAsync(stopping.Token));
        delivery.Post(Firing);
        stop = async () =>
        {
            await stopping.CancelAsync();
            await running;
            stopping.Dispose();
        };
        return delivery;
    }

    private readonly SemaphoreSlim changes = new(0);

    // Each time a retry is announced, its time comes.
    private async Task UntilAsync(AlarmDelivery delivery, Func<AlarmDeliveryStatus, bool> isSo)
    {
        while (!isSo(delivery.Status))
        {
            if (!await changes.WaitAsync(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken))
            {
                time.Advance(TimeSpan.FromMinutes(5));
            }
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A real server that answers what it is told to, the last for ever.</summary>
    private sealed class Receiver(WebApplication application, ConcurrentQueue<string> bodies) : IAsyncDisposable
    {
        public Uri Address { get; } = new(application.Urls.Single());

        public ConcurrentQueue<string> Bodies => bodies;

        public static async Task<Receiver> StartAsync(params int[] answers)
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore();
            var application = builder.Build();
            application.Urls.Add("http://127.0.0.1:0");
            var bodies = new ConcurrentQueue<string>();
            application.Run(async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                bodies.Enqueue(await reader.ReadToEndAsync());
                context.Response.StatusCode = answers[Math.Min(bodies.Count, answers.Length) - 1];
            });
            await application.StartAsync(TestContext.Current.CancellationToken);
            return new Receiver(application, bodies);
        }

        public ValueTask DisposeAsync() => application.DisposeAsync();
    }
}
