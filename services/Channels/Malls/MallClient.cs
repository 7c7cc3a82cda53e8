using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Channels.Malls;

/// <summary>Calls of one mall: paced, in JSON, with every failure as a <see cref="MallException"/>.</summary>
/// <param name="name">The HTTP client's, and with it the circuit breaker's.</param>
/// <param name="readError">What a refusal says, in the mall's own shape.</param>
internal sealed class MallClient(
    string name,
    IHttpClientFactory clients,
    Pacer pacer,
    Func<HttpResponseMessage, JsonElement, MallException> readError
)
{
    /// <summary>How long to be quiet where a mall asks for it without saying how long.</summary>
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(1);

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, answer, cancellationToken);

    public Task<T> SendAsync<TBody, T>(
        HttpMethod method,
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<T> answer,
        CancellationToken cancellationToken
    ) => SendAsync(method, path, JsonContent.Create(body, bodyType), answer, cancellationToken);

    private async Task<T> SendAsync<T>(
        HttpMethod method,
        string path,
        HttpContent? content,
        JsonTypeInfo<T> answer,
        CancellationToken cancellationToken
    )
    {
        await pacer.WaitAsync(cancellationToken);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        try
        {
            // Buffered: a body that breaks off is a call without an answer.
            if (content is not null)
                await content.LoadIntoBufferAsync(cancellationToken);
            using var response = await clients.CreateClient(name).SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return await response.Content.ReadFromJsonAsync(answer, cancellationToken)
                    ?? throw new MallException($"{name} answered nothing to {method} {path}.");
            throw await RefusedAsync(response, cancellationToken);
        }
        catch (Exception error) when (error is not MallException && !cancellationToken.IsCancellationRequested)
        {
            throw new MallException($"{name} gave no answer to {method} {path}: {error.Message}", cause: error);
        }
    }

    private async Task<MallException> RefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var refused = readError(response, await ReadAsync(response, cancellationToken));
        if (refused.Status == StatusCodes.Status429TooManyRequests)
            pacer.BeQuiet(refused.RetryAfter ?? UsualPause);
        return refused;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Something on the way there answered, in words of its own: the status tells enough.
            return default;
        }
    }
}
