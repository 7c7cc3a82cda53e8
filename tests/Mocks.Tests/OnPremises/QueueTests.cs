using System.Text.Json.Nodes;
using Platform.Mocks.Tests.PaymentGateway;

namespace Platform.Mocks.Tests.OnPremises;

public sealed class QueueTests
{
    [Fact]
    public async Task A_message_is_received_with_the_digest_of_its_body_and_gone_once_deleted()
    {
        await using var premises = await Premises.StartAsync();
        var (status, sent) = await premises.SqsAsync(
            "SendMessage",
            new { QueueUrl = premises.Queue, MessageBody = "{\"s3_key\":\"uploads/악보.pdf\"}" }
        );
        status.ShouldBe(200);
        var message = (await premises.ReceiveAsync(premises.Queue)).ShouldHaveSingleItem()!;
        ((string)message["Body"]!).ShouldBe("{\"s3_key\":\"uploads/악보.pdf\"}");
        ((string)message["MD5OfBody"]!).ShouldBe((string)sent["MD5OfMessageBody"]!);
        ((string)message["MessageId"]!).ShouldBe((string)sent["MessageId"]!);
        ((string)message["Attributes"]!["ApproximateReceiveCount"]!).ShouldBe("1");
        (await DeleteAsync(premises, premises.Queue, message)).ShouldBe(200);
        (await CountsAsync(premises, premises.Queue)).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Known_digests_of_body_and_attributes()
    {
        await using var premises = await Premises.StartAsync();
        var (_, sent) = await premises.SqsAsync(
            "SendMessage",
            new
            {
                QueueUrl = premises.Queue,
                MessageBody = "hello",
                MessageAttributes = new
                {
                    b = new { DataType = "Number", StringValue = "7" },
                    a = new { DataType = "Binary", BinaryValue = "AQI=" },
                },
            }
        );
        ((string)sent["MD5OfMessageBody"]!).ShouldBe("5d41402abc4b2a76b9719d911017c592");
        // 0001 a 0006 Binary 02 0002 0102, 0001 b 0006 Number 01 0001 7: the lengths are four bytes.
        byte[] expected = [.. Part("a"u8), .. Part("Binary"u8), 2, .. Part([1, 2]), .. Part("b"u8), .. Part("Number"u8), 1, .. Part("7"u8)];
        ((string)sent["MD5OfMessageAttributes"]!).ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(expected)));
        var message = (await premises.ReceiveAsync(premises.Queue)).ShouldHaveSingleItem()!;
        ((string)message["MessageAttributes"]!["b"]!["StringValue"]!).ShouldBe("7");

        static byte[] Part(ReadOnlySpan<byte> bytes) => [0, 0, 0, (byte)bytes.Length, .. bytes];
    }

    [Fact]
    public async Task A_long_poll_ends_as_soon_as_something_is_sent()
    {
        var time = new ManualTime();
        await using var premises = await Premises.StartAsync(time);
        var waiting = premises.ReceiveAsync(premises.Queue, wait: 20);
        await time.WhenWaitingAsync(TimeSpan.FromSeconds(20));
        await premises.SqsAsync("SendMessage", new { QueueUrl = premises.Queue, MessageBody = "late" });
        ((string)(await waiting).ShouldHaveSingleItem()!["Body"]!).ShouldBe("late");
    }

    [Fact]
    public async Task A_long_poll_on_an_empty_queue_ends_when_its_time_is_over()
    {
        var time = new ManualTime();
        await using var premises = await Premises.StartAsync(time);
        var waiting = premises.ReceiveAsync(premises.Queue, wait: 5);
        await time.WhenWaitingAsync(TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));
        (await waiting).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_deleted_in_time_comes_again_and_the_old_receipt_deletes_nothing()
    {
        var time = new ManualTime();
        await using var premises = await Premises.StartAsync(time);
        await premises.SqsAsync("SendMessage", new { QueueUrl = premises.Queue, MessageBody = "task" });
        var first = (await premises.ReceiveAsync(premises.Queue, visibility: 30)).ShouldHaveSingleItem()!;
        (await premises.ReceiveAsync(premises.Queue)).ShouldBeEmpty();
        time.Advance(TimeSpan.FromSeconds(31));
        var second = (await premises.ReceiveAsync(premises.Queue, visibility: 30)).ShouldHaveSingleItem()!;
        ((string)second["Attributes"]!["ApproximateReceiveCount"]!).ShouldBe("2");
        (await DeleteAsync(premises, premises.Queue, first)).ShouldBe(200);
        (await CountsAsync(premises, premises.Queue)).ShouldBe((0, 1));
        (await DeleteAsync(premises, premises.Queue, second)).ShouldBe(200);
        (await CountsAsync(premises, premises.Queue)).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_receiver_keeps_a_message_for_longer_or_gives_it_back_at_once()
    {
        var time = new ManualTime();
        await using var premises = await Premises.StartAsync(time);
        await premises.SqsAsync("SendMessage", new { QueueUrl = premises.Queue, MessageBody = "task" });
        var message = (await premises.ReceiveAsync(premises.Queue, visibility: 30)).ShouldHaveSingleItem()!;
        (await ChangeAsync(premises, message, 60)).Status.ShouldBe(200);
        time.Advance(TimeSpan.FromSeconds(45));
        (await premises.ReceiveAsync(premises.Queue)).ShouldBeEmpty();
        (await ChangeAsync(premises, message, 0)).Status.ShouldBe(200);
        var (status, error) = await ChangeAsync(premises, message, 30);
        (status, (string)error["__type"]!).ShouldBe((400, "com.amazonaws.sqs#MessageNotInflight"));
        (await premises.ReceiveAsync(premises.Queue)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_nobody_can_deal_with_ends_in_the_dead_letter_queue()
    {
        await using var premises = await Premises.StartAsync(null, ("MaxReceiveCount", "2"));
        await premises.SqsAsync("SendMessage", new { QueueUrl = premises.Queue, MessageBody = "poison" });
        (await premises.ReceiveAsync(premises.Queue, visibility: 0)).ShouldHaveSingleItem();
        (await premises.ReceiveAsync(premises.Queue, visibility: 0)).ShouldHaveSingleItem();
        (await premises.ReceiveAsync(premises.Queue)).ShouldBeEmpty();
        var dead = (await premises.ReceiveAsync(premises.DeadLetters)).ShouldHaveSingleItem()!;
        ((string)dead["Body"]!).ShouldBe("poison");
    }

    [Fact]
    public async Task A_batch_says_of_each_entry_what_became_of_it()
    {
        await using var premises = await Premises.StartAsync();
        var (status, sent) = await premises.SqsAsync(
            "SendMessageBatch",
            new
            {
                QueueUrl = premises.Queue,
                Entries = new[]
                {
                    new { Id = "a", MessageBody = "one" },
                    new { Id = "b", MessageBody = "\u0001" },
                    new { Id = "c", MessageBody = "two" },
                },
            }
        );
        status.ShouldBe(200);
        sent["Successful"]!.AsArray().Select(entry => (string)entry!["Id"]!).ShouldBe(["a", "c"]);
        ((string)sent["Failed"]![0]!["Code"]!).ShouldBe("InvalidMessageContents");
        var received = await premises.ReceiveAsync(premises.Queue, most: 10);
        received.Select(message => (string)message!["Body"]!).ShouldBe(["one", "two"]);
        var (_, deleted) = await premises.SqsAsync(
            "DeleteMessageBatch",
            new
            {
                QueueUrl = premises.Queue,
                Entries = received.Select((message, i) => new { Id = $"{i}", ReceiptHandle = (string)message!["ReceiptHandle"]! }),
            }
        );
        deleted["Successful"]!.AsArray().Count.ShouldBe(2);
        (await CountsAsync(premises, premises.Queue)).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(
        "SendMessage",
        """{"QueueUrl":"http://x/000000000000/none","MessageBody":"a"}""",
        "QueueDoesNotExist",
        "AWS.SimpleQueueService.NonExistentQueue;Sender"
    )]
    [InlineData("SendMessage", """{"QueueUrl":"http://x/000000000000/worker-tasks"}""", "MissingParameter", "MissingParameter;Sender")]
    [InlineData(
        "ReceiveMessage",
        """{"QueueUrl":"http://x/000000000000/worker-tasks","MaxNumberOfMessages":11}""",
        "InvalidParameterValue",
        "InvalidParameterValue;Sender"
    )]
    [InlineData(
        "DeleteMessage",
        """{"QueueUrl":"http://x/000000000000/worker-tasks","ReceiptHandle":"nonsense"}""",
        "ReceiptHandleIsInvalid",
        "ReceiptHandleIsInvalid;Sender"
    )]
    [InlineData(
        "SendMessageBatch",
        """{"QueueUrl":"http://x/000000000000/worker-tasks","Entries":[]}""",
        "EmptyBatchRequest",
        "AWS.SimpleQueueService.EmptyBatchRequest;Sender"
    )]
    [InlineData("CreateQueue", """{"QueueName":"a.fifo"}""", "UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation;Sender")]
    [InlineData("TagQueue", """{}""", "UnknownOperationException", "UnknownOperationException;Sender")]
    public async Task What_makes_no_sense_is_refused_in_the_protocols_own_words(string action, string body, string shape, string code)
    {
        await using var premises = await Premises.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body) };
        request.Headers.Add("X-Amz-Target", $"AmazonSQS.{action}");
        using var response = await premises.Http.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(400);
        response.Headers.GetValues("x-amzn-query-error").ShouldBe([code]);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((string)error["__type"]!).Split('#')[1].ShouldBe(shape);
    }

    [Fact]
    public async Task A_queue_is_created_once_found_listed_and_purged()
    {
        await using var premises = await Premises.StartAsync();
        var attributes = new { VisibilityTimeout = "5" };
        var (_, created) = await premises.SqsAsync("CreateQueue", new { QueueName = "mine", Attributes = attributes });
        var (again, _) = await premises.SqsAsync("CreateQueue", new { QueueName = "mine", Attributes = attributes });
        var (other, error) = await premises.SqsAsync("CreateQueue", new { QueueName = "mine" });
        (again, other, (string)error["__type"]!).ShouldBe((200, 400, "com.amazonaws.sqs#QueueNameExists"));
        var (_, found) = await premises.SqsAsync("GetQueueUrl", new { QueueName = "mine" });
        ((string)found["QueueUrl"]!).ShouldBe((string)created["QueueUrl"]!);
        var (_, list) = await premises.SqsAsync("ListQueues", new { });
        list["QueueUrls"]!.AsArray().Select(url => ((string)url!).Split('/')[^1]).ShouldBe(["mine", "worker-tasks", "worker-tasks-dlq"]);
        await premises.SqsAsync("SendMessage", new { QueueUrl = (string)found["QueueUrl"]!, MessageBody = "x" });
        await premises.SqsAsync("PurgeQueue", new { QueueUrl = (string)found["QueueUrl"]! });
        (await CountsAsync(premises, (string)found["QueueUrl"]!)).ShouldBe((0, 0));
    }

    private static async Task<int> DeleteAsync(Premises premises, string queue, JsonNode message) =>
        (await premises.SqsAsync("DeleteMessage", new { QueueUrl = queue, ReceiptHandle = (string)message["ReceiptHandle"]! })).Status;

    private static Task<(int Status, JsonNode Body)> ChangeAsync(Premises premises, JsonNode message, int seconds) =>
        premises.SqsAsync(
            "ChangeMessageVisibility",
            new
            {
                QueueUrl = premises.Queue,
                ReceiptHandle = (string)message["ReceiptHandle"]!,
                VisibilityTimeout = seconds,
            }
        );

    private static async Task<(int Visible, int InFlight)> CountsAsync(Premises premises, string queue)
    {
        var (_, body) = await premises.SqsAsync("GetQueueAttributes", new { QueueUrl = queue, AttributeNames = new[] { "All" } });
        int Count(string name) => int.Parse((string)body["Attributes"]![name]!);
        return (Count("ApproximateNumberOfMessages"), Count("ApproximateNumberOfMessagesNotVisible"));
    }
}
