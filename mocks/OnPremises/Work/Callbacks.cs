using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Platform.Mocks.OnPremises.Work;

/// <summary>Posts what became of a task to its <c>callback_url</c>, up to six times with longer pauses; no URL, no callback.</summary>
public sealed partial class Callbacks(IOptions<OnPremisesOptions> options, TimeProvider time, ILogger<Callbacks> logger) : IDisposable
{
    private const int Attempts = 6;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly HttpClient client = new(new SocketsHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task TellAsync(JsonObject task, JsonObject outcome, CancellationToken cancellationToken)
    {
        if (task.Text("callback_url") is not { } url)
            return;
        var pause = options.Value.Retry;
        for (var attempt = 1; ; attempt++, pause *= 2)
        {
            var result = await TryAsync(url, task.Text("callback_token"), outcome.ToJsonString(), cancellationToken);
            // What is refused for good is not asked again.
            if (result is null or (>= 400 and < 500 and not 408 and not 429))
                return;
            if (attempt == Attempts)
            {
                GivenUp(task.Text("job_id"), attempt, result.Value);
                return;
            }
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>Null when it was taken, the status when it was not, 0 without an answer.</summary>
    private async Task<int?> TryAsync(string url, string? token, string body, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await client.SendAsync(request, either.Token);
            return response.IsSuccessStatusCode ? null : (int)response.StatusCode;
        }
        catch (Exception failed)
            when (failed is HttpRequestException or OperationCanceledException or UriFormatException or InvalidOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return 0;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The outcome of job {Job} was not taken in {Attempts} attempts; the last answer was {Status}.")]
    private partial void GivenUp(string? job, int attempts, int status);
}
