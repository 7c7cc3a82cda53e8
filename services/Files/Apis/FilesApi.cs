using System.ComponentModel;
using Files.Data;
using Files.Events;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.FileStores.Messages;
using Platform.FileStores.Stores;
using Platform.ServiceDefaults.Problems;

namespace Files.Apis;

/// <summary>Files that are there: what they are, how far they are, and away with them.</summary>
internal static class FilesApi
{
    private const int MaxPageSize = 100;

    public static void MapFiles(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/files").NameBadQueryFields().WithTags("Files");
        api.MapGet("/", ListAsync).WithName("ListFiles").WithSummary("Files, newest first, by page");
        api.MapGet("/{id:guid}", GetAsync).WithName("GetFile").WithSummary("One file, with its processing and results");
        api.MapGet("/{id:guid}/status", StatusAsync).WithName("GetFileStatus").WithSummary("How far its processing is");
        api.MapGet("/{id:guid}/events", EventsAsync)
            .WithName("FollowFile")
            .WithSummary("Its status as server-sent events, with Last-Event-ID");
        api.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteFile").WithSummary("Forgets a file; its objects follow");
    }

    private static async Task<Results<Ok<PaginatedItems<FileDetails>>, ValidationProblem>> ListAsync(
        FileTable files,
        CancellationToken cancellationToken,
        [Description("QUEUED, SUBMITTED, PROCESSING, SUCCEEDED or FAILED")] string? status = null,
        [Description("aws, oci or onpremises")] string? target = null,
        [Description("From 1")] int page = 1,
        [Description("1 to 100")] int pageSize = 20
    )
    {
        var validation = new Validation()
            .Check(page is >= 1 and <= 1_000_000, "page", "The page must be between 1 and 1000000.")
            .Check(pageSize is >= 1 and <= MaxPageSize, "pageSize", $"The page size must be between 1 and {MaxPageSize}.")
            .Check(
                status
                    is null
                        or JobStatus.Queued
                        or JobStatus.Submitted
                        or JobStatus.Processing
                        or JobStatus.Succeeded
                        or JobStatus.Failed,
                "status",
                "The status is one of: QUEUED, SUBMITTED, PROCESSING, SUCCEEDED, FAILED."
            )
            .Check(
                target is null or StorageTargets.Aws or StorageTargets.Oci or StorageTargets.OnPremises,
                "target",
                "The target is one of: aws, oci, onpremises."
            );
        if (validation.Failed)
            return validation.ToProblem();
        var (items, total) = await files.ListAsync(status, target, page, pageSize, cancellationToken);
        return TypedResults.Ok(
            new PaginatedItems<FileDetails>([.. items.Select(item => item.File.ToDetails(item.Job))], total, page, pageSize)
        );
    }

    private static async Task<Results<Ok<FileDetails>, ProblemHttpResult>> GetAsync(
        Guid id,
        FileTable files,
        CancellationToken cancellationToken
    ) => await files.FindAsync(id, cancellationToken) is { } found ? TypedResults.Ok(found.File.ToDetails(found.Job)) : NoFile(id);

    private static async Task<Results<Ok<FileStatus>, ProblemHttpResult>> StatusAsync(
        Guid id,
        FileTable files,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        if (await files.FindAsync(id, cancellationToken) is not { } found)
            return NoFile(id);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(found.Job.ToStatus());
    }

    private static async Task<IResult> EventsAsync(
        Guid id,
        HttpContext context,
        FileTable files,
        EventStream stream,
        CancellationToken cancellationToken,
        [Description("The header Last-Event-ID, for clients that cannot send it")] string? lastEventId = null
    )
    {
        if (await files.FindAsync(id, cancellationToken) is not { } found)
            return NoFile(id);
        var given = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : lastEventId;
        var last = 0L;
        if (given is not null && (!long.TryParse(given, out last) || last < 0))
            return Problem.Invalid("Last-Event-ID", $"'{given}' is no id of an event.");
        await stream.SendAsync(context, id, last, JobStatus.IsFinal(found.Job.Status));
        return TypedResults.Empty;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id,
        FileTable files,
        CancellationToken cancellationToken
    ) => await files.DeleteAsync(id, cancellationToken) ? TypedResults.NoContent() : NoFile(id);

    internal static ProblemHttpResult NoFile(Guid id) => Problem.NotFound($"There is no file {id}.");
}
