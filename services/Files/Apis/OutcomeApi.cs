using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Files.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.FileStores.Messages;
using Platform.ServiceDefaults.Problems;

namespace Files.Apis;

/// <summary>Where functions and the GPU tell of outcomes, each with its job's own token. The gateway routes nothing under /internal.</summary>
internal static class OutcomeApi
{
    private const int MaxBody = 256 * 1024;

    public static void MapOutcomes(this IEndpointRouteBuilder app) =>
        app.MapPost("/internal/jobs/{id:guid}/outcome", TakeAsync)
            .ExcludeFromDescription()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxBody));

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(
        Guid id,
        JobOutcome outcome,
        HttpRequest request,
        JobTable jobs,
        CancellationToken cancellationToken
    )
    {
        // A job that is gone and a wrong token are the same to a stranger.
        if (await jobs.FindAsync(id, cancellationToken) is not { } job || !IsBearer(request, job.CallbackToken))
            return Problem.Of(StatusCodes.Status401Unauthorized, "There is no such job for this token.", "bad_token");
        if (outcome.Status is not ("succeeded" or "failed"))
            return Problem.Of(StatusCodes.Status400BadRequest, "The status is succeeded or failed.", "bad_outcome");
        var advanced = new ProcessingOutcome
        {
            JobId = id,
            FileId = job.FileId,
            Status = outcome.Status == "succeeded" ? JobStatus.Succeeded : JobStatus.Failed,
            Token = job.Token,
            Attempt = job.Attempts,
            Reason = outcome.Status == "failed" ? outcome.Reason ?? "FAILED" : null,
            Result = outcome.Result is { ValueKind: JsonValueKind.Object } result
                ? result.Deserialize(MessagesJson.Default.ProcessingResult)
                : null,
        };
        // Told twice is taken once; who told has done right both times.
        await jobs.AdvanceAsync(advanced, cancellationToken);
        return TypedResults.NoContent();
    }

    private static bool IsBearer(HttpRequest request, string token) =>
        request.Headers.Authorization.ToString() is { } given
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes($"Bearer {token}"));
}
