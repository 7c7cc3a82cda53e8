using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.FileStores.Queues;

/// <summary>
/// The five of SQS's actions that are needed here, in its JSON protocol and unsigned. Stands for AWSSDK.SQS, which the feed lacks; against AWS itself it
/// would need that.
/// </summary>
/// <remarks>A queue's URL may name a service: <c>http://on-premises/000000000000/worker-tasks</c>.</remarks>
public sealed class QueueClient(IHttpClientFactory clients)
{
    public const string ClientName = "sqs";

    /// <summary>Returns the message's id.</summary>
    public async Task<string> SendAsync(string queueUrl, string body, CancellationToken cancellationToken)
    {
        var sent = await CallAsync(queueUrl, "SendMessage", new() { ["MessageBody"] = body }, cancellationToken);
        return sent["MessageId"]?.ToString() ?? throw new QueueException("NoMessageId", "The queue gave no message id.");
    }

    /// <summary>Waits up to <paramref name="wait"/> (at most 20 s) for a message.</summary>
    public async Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(
        string queueUrl,
        int most,
        TimeSpan visibility,
        TimeSpan wait,
        CancellationToken cancellationToken
    )
    {
        var request = new JsonObject
        {
            ["MaxNumberOfMessages"] = most,
            ["VisibilityTimeout"] = (int)visibility.TotalSeconds,
            ["WaitTimeSeconds"] = (int)wait.TotalSeconds,
            ["MessageSystemAttributeNames"] = new JsonArray("ApproximateReceiveCount"),
        };
        var answer = await CallAsync(queueUrl, "ReceiveMessage", request, cancellationToken);
        return
        [
            .. (answer["Messages"] as JsonArray ?? []).Select(message => new QueuedMessage(
                message!["MessageId"]!.ToString(),
                message["ReceiptHandle"]!.ToString(),
                message["Body"]!.ToString()
            )),
        ];
    }

    public Task DeleteAsync(string queueUrl, string receipt, CancellationToken cancellationToken) =>
        CallAsync(queueUrl, "DeleteMessage", new() { ["ReceiptHandle"] = receipt }, cancellationToken);

    /// <summary>Keeps the message for so long from now; zero gives it back.</summary>
    public Task ChangeVisibilityAsync(string queueUrl, string receipt, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["ReceiptHandle"] = receipt, ["VisibilityTimeout"] = (int)visibility.TotalSeconds };
        return CallAsync(queueUrl, "ChangeMessageVisibility", request, cancellationToken);
    }

    private async Task<JsonNode> CallAsync(string queueUrl, string action, JsonObject members, CancellationToken cancellationToken)
    {
        members["QueueUrl"] = queueUrl;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(queueUrl), "/"))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(members.ToJsonString())),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", $"AmazonSQS.{action}");
        using var response = await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
            return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text) ?? new JsonObject();
        throw Refusal((int)response.StatusCode, text);
    }

    private static QueueException Refusal(int status, string text)
    {
        try
        {
            var error = JsonNode.Parse(text);
            return new(error?["__type"]?.ToString().Split('#')[^1] ?? $"{status}", error?["message"]?.ToString() ?? text);
        }
        catch (JsonException)
        {
            return new($"{status}", $"The queue answered {status}.");
        }
    }
}

/// <summary>A message in our hands until its visibility time-out.</summary>
public sealed record QueuedMessage(string Id, string Receipt, string Body);

/// <summary>The queue refused a call; <see cref="Code"/> is SQS's word for it, or the status.</summary>
public sealed class QueueException(string code, string message) : Exception($"{code}: {message}")
{
    public string Code => code;
}
