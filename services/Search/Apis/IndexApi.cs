using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Elasticsearch;
using Platform.ServiceDefaults.Problems;
using Search.Index;

namespace Search.Apis;

/// <param name="Index">What is searched; null: there is none yet.</param>
/// <param name="IsComplete">Whether it was read from Catalog as a whole.</param>
/// <param name="Building">What a rebuild fills; null: there is none.</param>
public sealed record IndexStatus(string? Index, bool IsComplete, long Products, string? Building);

/// <summary>For operators: the gateway routes nothing under /internal.</summary>
internal static class IndexApi
{
    public static void MapIndex(this IEndpointRouteBuilder app)
    {
        app.MapGet("/internal/index", StatusAsync).ExcludeFromDescription();
        app.MapPost("/internal/index/rebuild", RebuildAsync).ExcludeFromDescription();
    }

    private static async Task<Ok<IndexStatus>> StatusAsync(IElasticsearchClient client, CancellationToken cancellationToken)
    {
        var state = await IndexState.ReadAsync(client, cancellationToken);
        var products = state.Live is null ? 0 : await client.CountAsync(state.Live, cancellationToken: cancellationToken);
        return TypedResults.Ok(new IndexStatus(state.Live, state.IsComplete, products, state.Claim?.Index));
    }

    /// <summary>Answers when it is done. It belongs to the service: who leaves does not end it.</summary>
    private static async Task<Results<Ok<Rebuilt>, ProblemHttpResult>> RebuildAsync(
        IndexKeeper keeper,
        IndexRebuild rebuild,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        HttpResponse response
    )
    {
        await keeper.EnsureAsync(lifetime.ApplicationStopping);
        var (built, busyUntil) = await rebuild.RunAsync(lifetime.ApplicationStopping);
        if (built is not null)
            return TypedResults.Ok(built);
        var wait = Math.Max(1, Math.Ceiling((busyUntil!.Value - time.GetUtcNow()).TotalSeconds));
        response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return Problem.Conflict("Another rebuild is running.", "rebuild_running");
    }
}
