using System.ComponentModel;
using Files.Data;
using Platform.FileStores.Stores;
using Platform.ServiceDefaults.Problems;
using Platform.Services;

namespace Files.Apis;

/// <summary>Downloads: by a presigned URL of the store where it has such, else through here.</summary>
internal static class DownloadApi
{
    public static void MapDownloads(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/files/{id:guid}").NameBadQueryFields().WithTags("Files");
        api.MapGet("/download", FileAsync)
            .WithName("DownloadFile")
            .WithSummary("Redirects to the file, or streams it; redirect=false gives the URL");
        api.MapGet("/results/{name}", ResultAsync).WithName("DownloadResult").WithSummary("The same for what was made of the file");
    }

    private static async Task<IResult> FileAsync(
        Guid id,
        HttpContext context,
        FileTable files,
        Downloads downloads,
        CancellationToken cancellationToken,
        [Description("false: answer with the URL instead")] bool redirect = true
    ) =>
        await files.FindAsync(id, cancellationToken) is { } found
            ? await downloads.SendAsync(context, found.File.Target, found.File.Key, found.File.FileName, found.File.ContentType, redirect)
            : FilesApi.NoFile(id);

    private static async Task<IResult> ResultAsync(
        Guid id,
        string name,
        HttpContext context,
        FileTable files,
        Downloads downloads,
        CancellationToken cancellationToken,
        [Description("false: answer with the URL instead")] bool redirect = true
    )
    {
        if (await files.FindAsync(id, cancellationToken) is not { } found)
            return FilesApi.NoFile(id);
        if (found.Job.ReadResult()?.Artifacts?.FirstOrDefault(artifact => artifact.Name == name) is not { } artifact)
            return Problem.NotFound($"File {id} has no result '{name}'.");
        return await downloads.SendAsync(context, found.File.Target, artifact.Key, artifact.Name, artifact.ContentType, redirect);
    }
}

/// <summary>Sends what is in a store.</summary>
internal sealed class Downloads(FileStoreSet stores, StorageOptions options, TimeProvider time)
{
    public async Task<IResult> SendAsync(HttpContext context, string target, string key, string name, string contentType, bool redirect)
    {
        var store = stores[target];
        if (store.Presign(key, options.UrlLifetime, name) is { } url)
        {
            context.Response.Headers.CacheControl = "no-store";
            return redirect
                ? TypedResults.Redirect(url.AbsoluteUri, permanent: false, preserveMethod: true)
                : TypedResults.Ok(new DownloadUrl(url.AbsoluteUri, time.UtcNow() + options.UrlLifetime));
        }
        return redirect
            ? await StreamAsync(context, store, key, name, contentType)
            : TypedResults.Ok(new DownloadUrl(context.Request.Path, null));
    }

    private static async Task<IResult> StreamAsync(HttpContext context, IFileStore store, string key, string name, string contentType)
    {
        var range = context.Request.Headers.Range.ToString() is { Length: > 0 } asked ? asked : null;
        try
        {
            await using var file = await store.OpenAsync(key, range, context.RequestAborted);
            var response = context.Response;
            response.StatusCode = file.ContentRange is null ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent;
            response.ContentType = contentType;
            response.ContentLength = file.Length;
            response.Headers.AcceptRanges = "bytes";
            if (file.ContentRange is not null)
                response.Headers.ContentRange = file.ContentRange;
            response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(name)}";
            await file.Content.CopyToAsync(response.Body, context.RequestAborted);
            return TypedResults.Empty;
        }
        catch (FileNotFoundException)
        {
            return Problem.NotFound($"'{name}' is not in its store any more.");
        }
    }
}
