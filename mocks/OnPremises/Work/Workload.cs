using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Platform.Mocks.OnPremises.Work;

/// <summary>What the GPU and the function do with a task: read the file at <c>input_url</c> and say its size and hash. They infer nothing, and say so.</summary>
public sealed class Workload(IOptions<OnPremisesOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    // Not the factory's client: a large file may take longer than its time-outs, and failures are part of the play.
    private readonly HttpClient client = new(new SocketsHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Ends with the result, or with <see cref="WorkFailedException"/>. <c>analysis_type: fail</c> fails, <c>silent</c> never ends.</summary>
    public async Task<JsonObject> RunAsync(JsonObject task, string worker, CancellationToken cancellationToken)
    {
        await Task.Delay(options.Value.Work, time, cancellationToken);
        if (task.Text("analysis_type") is "fail")
            throw new WorkFailedException("ANALYSIS_FAILED: the task asked for it");
        if (task.Text("analysis_type") is "silent")
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        var result = new JsonObject
        {
            ["processed_by"] = worker,
            ["note"] = "Played by the on-premises mock: size and hash are those of the file, nothing was inferred.",
        };
        if (task.Text("input_url") is { } url)
            await DescribeAsync(url, result, cancellationToken);
        return result;
    }

    public void Dispose() => client.Dispose();

    private async Task DescribeAsync(string url, JsonObject result, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await using var input = await client.GetStreamAsync(new Uri(url), either.Token);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[128 * 1024];
            var size = 0L;
            for (int read; (read = await input.ReadAsync(buffer, either.Token)) > 0; size += read)
                hash.AppendData(buffer, 0, read);
            result["size"] = size;
            result["sha256"] = Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or UriFormatException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new WorkFailedException($"INPUT_UNREADABLE: {failed.Message}");
        }
    }
}
