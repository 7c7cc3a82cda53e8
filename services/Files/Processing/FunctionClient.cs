using System.Net;
using System.Text;
using System.Text.Json;
using Platform.FileStores.Messages;

namespace Files.Processing;

/// <summary>Invokes a function by Lambda's API.</summary>
internal sealed class FunctionClient(IHttpClientFactory clients, ProcessingOptions options)
{
    public const string ClientName = "function";

    /// <summary>Without waiting for it: its outcome comes by callback.</summary>
    public async Task InvokeEventAsync(string payload, CancellationToken cancellationToken)
    {
        using var response = await SendAsync("Event", payload, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Accepted)
            throw await RefusalAsync(response, cancellationToken);
    }

    /// <summary>Waits for its answer, which is the result.</summary>
    /// <exception cref="TargetFailedException">It ran and failed, or may not be called so.</exception>
    public async Task<ProcessingResult> InvokeAsync(string payload, CancellationToken cancellationToken)
    {
        using var response = await SendAsync("RequestResponse", payload, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw await RefusalAsync(response, cancellationToken);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.Headers.TryGetValues("X-Amz-Function-Error", out _))
            throw new TargetFailedException(ErrorMessage(answer) ?? "FUNCTION_FAILED");
        return JsonSerializer.Deserialize(answer, MessagesJson.Default.ProcessingResult) ?? new();
    }

    private async Task<HttpResponseMessage> SendAsync(string type, string payload, CancellationToken cancellationToken)
    {
        var address = new Uri(new Uri(options.FunctionEndpoint!), $"/2015-03-31/functions/{options.FunctionName}/invocations");
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(payload, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Amz-Invocation-Type", type);
        return await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
    }

    private static async Task<Exception> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var name = response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.First() : $"{(int)response.StatusCode}";
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        // What is wrong with the request stays wrong.
        return
            response.StatusCode
                is >= HttpStatusCode.BadRequest
                    and < HttpStatusCode.InternalServerError
                    and not HttpStatusCode.TooManyRequests
            ? new TargetFailedException($"FUNCTION_REFUSED: {name}")
            : new HttpRequestException($"The function answered {name}: {text}", null, response.StatusCode);
    }

    private static string? ErrorMessage(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.TryGetProperty("errorMessage", out var message) ? message.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A target did its work and failed, or will never do it; the message begins with a stable word.</summary>
internal sealed class TargetFailedException(string reason) : Exception(reason);
