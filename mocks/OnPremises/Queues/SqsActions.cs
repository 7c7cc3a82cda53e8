using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises.Queues;

/// <summary>What the calls do.</summary>
internal sealed class SqsActions(QueueStore queues)
{
    private const int LongestVisibility = 43_200;

    /// <summary>Null for an action that is not known here.</summary>
    public Task<JsonObject>? Call(string action, SqsRequest request, CancellationToken cancellationToken) =>
        action switch
        {
            "CreateQueue" => Done(CreateQueue(request)),
            "GetQueueUrl" => Done(Url(request, queues[request.Required("QueueName")])),
            "GetQueueAttributes" => Done(GetAttributes(request)),
            "ListQueues" => Done(List(request)),
            "PurgeQueue" => Done(Purge(request)),
            "SendMessage" => Done(Send(queues[request.QueueName], request)),
            "SendMessageBatch" => Done(Batch(request, Send)),
            "ReceiveMessage" => ReceiveAsync(request, cancellationToken),
            "DeleteMessage" => Done(Delete(queues[request.QueueName], request)),
            "DeleteMessageBatch" => Done(Batch(request, Delete)),
            "ChangeMessageVisibility" => Done(ChangeVisibility(queues[request.QueueName], request)),
            _ => null,
        };

    private JsonObject CreateQueue(SqsRequest request) =>
        Url(request, queues.Create(request.Required("QueueName"), QueueAttributes.Parse(request.Object("Attributes"))));

    private JsonObject GetAttributes(SqsRequest request)
    {
        var wanted = request.Names("AttributeNames");
        var known = queues[request.QueueName].Describe().Where(pair => wanted.Contains("All") || wanted.Contains(pair.Name));
        return new() { ["Attributes"] = new JsonObject(known.Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)pair.Value))) };
    }

    private JsonObject List(SqsRequest request) =>
        new()
        {
            ["QueueUrls"] = new JsonArray([.. queues.List(request.Text("QueueNamePrefix")).Select(name => (JsonNode)UrlOf(request, name))]),
        };

    private JsonObject Purge(SqsRequest request)
    {
        queues[request.QueueName].Purge();
        return [];
    }

    private static JsonObject Send(MessageQueue queue, SqsRequest request)
    {
        var body = request.Required("MessageBody");
        var attributes = request.Object("MessageAttributes");
        if (attributes?.Count > 10)
            throw SqsException.Invalid("MessageAttributes", "A message has at most 10 attributes.");
        if (Encoding.UTF8.GetByteCount(body) > queue.Attributes.MaximumMessageSize)
            throw SqsException.Invalid(
                "MessageBody",
                $"One or more parameters are invalid. Message must be shorter than {queue.Attributes.MaximumMessageSize} bytes."
            );
        if (body.Any(c => c < ' ' && c is not ('\t' or '\n' or '\r') || c is '\uFFFE' or '\uFFFF'))
            throw new SqsException("InvalidMessageContents", "Invalid characters found in the message body.");
        var digest = MessageDigest.OfAttributes(attributes);
        var sent = queue.Send(body, attributes?.DeepClone().AsObject(), request.Number("DelaySeconds", 0, 900));
        var answer = new JsonObject { ["MessageId"] = sent.Id, ["MD5OfMessageBody"] = MessageDigest.OfBody(body) };
        if (digest is not null)
            answer["MD5OfMessageAttributes"] = digest;
        return answer;
    }

    private async Task<JsonObject> ReceiveAsync(SqsRequest request, CancellationToken cancellationToken)
    {
        var queue = queues[request.QueueName];
        var most = request.Number("MaxNumberOfMessages", 1, 10) ?? 1;
        var visibility = request.Number("VisibilityTimeout", 0, LongestVisibility) ?? queue.Attributes.VisibilityTimeout;
        var wait = request.Number("WaitTimeSeconds", 0, 20) ?? queue.Attributes.ReceiveMessageWaitTimeSeconds;
        var received = await queue.ReceiveAsync(
            most,
            TimeSpan.FromSeconds(visibility),
            TimeSpan.FromSeconds(wait),
            queues.DeadLettersOf(queue),
            cancellationToken
        );
        var system = request.Names("MessageSystemAttributeNames").Concat(request.Names("AttributeNames")).ToHashSet(StringComparer.Ordinal);
        var answer = new JsonObject();
        if (received.Count > 0)
            answer["Messages"] = new JsonArray([
                .. received.Select(message => Describe(message, system, request.Names("MessageAttributeNames"))),
            ]);
        return answer;
    }

    private static JsonObject Delete(MessageQueue queue, SqsRequest request)
    {
        // An outdated handle is taken and does nothing, as SQS words it: "the message might not be deleted".
        queue.Delete(Receipt(queue, request));
        return [];
    }

    private static JsonObject ChangeVisibility(MessageQueue queue, SqsRequest request)
    {
        var receipt = Receipt(queue, request);
        var timeout = request.Number("VisibilityTimeout", 0, LongestVisibility) ?? throw SqsException.Missing("VisibilityTimeout");
        queue.ChangeVisibility(receipt, TimeSpan.FromSeconds(timeout));
        return [];
    }

    private JsonObject Batch(SqsRequest request, Func<MessageQueue, SqsRequest, JsonObject> action)
    {
        var queue = queues[request.QueueName];
        var (successful, failed) = (new JsonArray(), new JsonArray());
        foreach (var (id, entry) in request.Entries())
        {
            try
            {
                var answer = action(queue, entry);
                answer["Id"] = id;
                successful.Add(answer);
            }
            catch (SqsException refused)
            {
                failed.Add(
                    new JsonObject
                    {
                        ["Id"] = id,
                        ["Code"] = refused.QueryCode,
                        ["Message"] = refused.Message,
                        ["SenderFault"] = true,
                    }
                );
            }
        }
        var result = new JsonObject { ["Successful"] = successful };
        if (failed.Count > 0)
            result["Failed"] = failed;
        return result;
    }

    private static JsonObject Describe(ReceivedMessage received, HashSet<string> system, IReadOnlyList<string> named)
    {
        var message = received.Message;
        var json = new JsonObject
        {
            ["MessageId"] = message.Id,
            ["ReceiptHandle"] = received.Receipt,
            ["Body"] = message.Body,
            ["MD5OfBody"] = MessageDigest.OfBody(message.Body),
        };
        var known = new (string Name, string Value)[]
        {
            ("SenderId", QueueStore.Account),
            ("SentTimestamp", Milliseconds(message.SentAt)),
            ("ApproximateReceiveCount", received.ReceiveCount.ToString(CultureInfo.InvariantCulture)),
            ("ApproximateFirstReceiveTimestamp", Milliseconds(received.FirstReceivedAt)),
        };
        var wanted = known.Where(pair => system.Contains("All") || system.Contains(pair.Name)).ToList();
        if (wanted.Count > 0)
            json["Attributes"] = new JsonObject(wanted.Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)pair.Value)));
        var attributes = new JsonObject(
            (message.Attributes ?? [])
                .Where(pair => IsNamed(pair.Key, named))
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))
        );
        if (MessageDigest.OfAttributes(attributes) is { } digest)
        {
            json["MessageAttributes"] = attributes;
            json["MD5OfMessageAttributes"] = digest;
        }
        return json;
    }

    private static bool IsNamed(string name, IReadOnlyList<string> wanted) =>
        wanted.Any(one =>
            one is "All" or ".*"
            || one == name
            || (one.EndsWith(".*", StringComparison.Ordinal) && name.StartsWith(one[..^1], StringComparison.Ordinal))
        );

    private static string Receipt(MessageQueue queue, SqsRequest request)
    {
        var receipt = request.Required("ReceiptHandle");
        return ReceiptHandle.IsOf(queue.Name, receipt) ? receipt : throw SqsException.BadReceipt(receipt);
    }

    private static JsonObject Url(SqsRequest request, MessageQueue queue) => new() { ["QueueUrl"] = UrlOf(request, queue.Name) };

    private static string UrlOf(SqsRequest request, string name) => $"{request.BaseUrl}/{QueueStore.Account}/{name}";

    private static string Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static Task<JsonObject> Done(JsonObject answer) => Task.FromResult(answer);
}
