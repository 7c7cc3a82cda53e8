using System.Net;
using System.Text;
using System.Text.Json;
using Platform.FileStores.Messages;

namespace Files.Processing;

/// <summary>The GPU server on the premises: submit, and ask how far it is.</summary>
internal sealed class GpuClient(IHttpClientFactory clients, ProcessingOptions options)
{
    public const string ClientName = "gpu";

    /// <summary>Returns the task's id; the same job gets the same task, however often it is submitted.</summary>
    public async Task<string> SubmitAsync(Guid jobId, string payload, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address("/api/gpu/tasks"))
        {
            Content = new StringContent(payload, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", jobId.ToString());
        using var response = await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
        var answer = await ReadAsync(response, cancellationToken);
        return answer.GetProperty("task_id").GetString() ?? throw new JsonException("The GPU gave no task id.");
    }

    /// <summary>What has become of a task; null when the server knows nothing of it any more.</summary>
    public async Task<GpuProgress?> AskAsync(string taskId, CancellationToken cancellationToken)
    {
        using var response = await clients
            .CreateClient(ClientName)
            .GetAsync(Address($"/api/gpu/tasks/{Uri.EscapeDataString(taskId)}"), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        var answer = await ReadAsync(response, cancellationToken);
        var status = answer.GetProperty("status").GetString() ?? "";
        var result =
            answer.TryGetProperty("result", out var found) && found.ValueKind == JsonValueKind.Object
                ? found.Deserialize(MessagesJson.Default.ProcessingResult)
                : null;
        return new(status, result, answer.TryGetProperty("reason", out var reason) ? reason.GetString() : null);
    }

    private Uri Address(string path) => new(new Uri(options.GpuEndpoint!), path);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (
            response.StatusCode
            is >= HttpStatusCode.BadRequest
                and < HttpStatusCode.InternalServerError
                and not HttpStatusCode.TooManyRequests
        )
            throw new TargetFailedException($"GPU_REFUSED: {(int)response.StatusCode}");
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        return json.RootElement.Clone();
    }
}

/// <param name="Status"><c>queued</c>, <c>running</c>, <c>succeeded</c> or <c>failed</c>.</param>
internal sealed record GpuProgress(string Status, ProcessingResult? Result, string? Reason);
