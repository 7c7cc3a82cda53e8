using Files.Data;
using Files.Uploads;
using Platform.ServiceDefaults.Problems;

namespace Files.Apis;

/// <summary>The document's uploads, with its answers. A request is read once, as it comes: it cannot be repeated by anybody in between.</summary>
internal static class UploadApi
{
    private const string Failed = "파일을 S3에 업로드하는 데 실패했습니다.";

    public static void MapUploads(this IEndpointRouteBuilder app)
    {
        foreach (var prefix in new[] { "/api/v1", "" })
        {
            var api = app.MapGroup(prefix).WithTags("Uploads").DisableAntiforgery();
            if (prefix.Length == 0)
                api.ExcludeFromDescription();
            Map("/files/uploadfile/", OneAsync).WithSummary("One file, in the form field file").Produces<Uploaded>();
            Map("/files/uploadfiles/", ManyAsync).WithSummary("Many files, in form fields files").Produces<UploadedFiles>();
            Map("/music/upload_sheetmusic/", SheetMusicAsync)
                .WithSummary("Sheet music, in the form field file")
                .Produces<UploadedSheetMusic>();

            RouteHandlerBuilder Map(string path, Func<UploadRequest, Task<IResult>> upload) =>
                api.MapPost(path, (Delegate)((HttpContext context) => AnswerAsync(context, upload)))
                    .Accepts<IFormFile>("multipart/form-data")
                    .ProducesProblem(400)
                    .ProducesProblem(413)
                    .ProducesProblem(415)
                    .ProducesProblem(500);
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Func<UploadRequest, Task<IResult>> upload)
    {
        var options = context.RequestServices.GetRequiredService<UploadOptions>();
        using var limit = new CancellationTokenSource(options.TimeLimit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        await using var session = ActivatorUtilities.CreateInstance<UploadSession>(context.RequestServices);
        try
        {
            return await upload(new UploadRequest(context, session, either.Token));
        }
        catch (UploadRefusedException refused)
        {
            return Problem.Of(refused.Status, refused.Message, refused.Code);
        }
        catch (StoreFailedException failed)
        {
            context.RequestServices.GetRequiredService<ILogger<UploadSession>>().LogError(failed, "An upload failed.");
            return Problem.Of(StatusCodes.Status500InternalServerError, Failed, "store_failed");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            return Problem.Of(StatusCodes.Status408RequestTimeout, $"An upload may take {options.TimeLimit}.", "too_slow");
        }
        catch (InvalidDataException malformed)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, $"The form cannot be read: {malformed.Message}", "bad_form");
        }
        catch (IOException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "The form breaks off before its end.", "broken_off");
        }
        catch (Exception left) when (left is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The uploader left: there is nobody to answer, and nothing is kept.
            return TypedResults.Empty;
        }
    }

    private static async Task<IResult> OneAsync(UploadRequest request)
    {
        var file = await request.StoreOneAsync("file", NoCheck);
        var job = request.JobFor(file, "file", outputFormat: null, translate: null);
        await request.CommitAsync([(file, job)]);
        request.Context.Response.Headers.Location = $"/api/v1/files/{file.Id}";
        return TypedResults.Ok(new Uploaded($"파일 '{file.FileName}'이 성공적으로 업로드 및 저장되었습니다.", file.Url, file.Key));
    }

    private static async Task<IResult> ManyAsync(UploadRequest request)
    {
        var answers = new List<UploadedFile>();
        var stored = new List<(StoredFile File, NewJob Job)>();
        await foreach (var part in request.PartsAsync())
        {
            UploadRequest.Expect(part, "files");
            try
            {
                var file = await request.StoreAsync(part, "file");
                stored.Add((file, request.JobFor(file, "file", outputFormat: null, translate: null)));
                answers.Add(new(part.FileName, file.Url, file.Key, "success"));
            }
            catch (StoreFailedException failed)
            {
                request.Logger.LogError(failed, "A file of an upload failed.");
                answers.Add(new(part.FileName, null, null, "failed", "S3 업로드 실패"));
            }
            catch (UploadRefusedException refused) when (refused.Status is 413 or 415)
            {
                answers.Add(new(part.FileName, null, null, "failed", refused.Message));
            }
        }
        if (answers.Count == 0)
            return Problem.Invalid("files", "is required: at least one file in the form field files.");
        await request.CommitAsync(stored);
        return TypedResults.Ok(new UploadedFiles(answers));
    }

    private static async Task<IResult> SheetMusicAsync(UploadRequest request)
    {
        var file = await request.StoreOneAsync("sheetmusic", form => SheetMusicOptions.Read(form));
        // The form is whole now: fields may stand behind the file, as in the document's own call.
        var options = SheetMusicOptions.Read(request.Form);
        await request.CommitAsync([(file, request.JobFor(file, "sheetmusic", options.OutputFormat, options.TranslateShakespearean))]);
        var status = $"/api/v1/files/{file.Id}/status";
        request.Context.Response.Headers.Location = $"/api/v1/files/{file.Id}";
        return TypedResults.Ok(
            new UploadedSheetMusic(
                "Sheet music uploaded and processing requested.",
                file.Url,
                file.Key,
                file.Id,
                options.OutputFormat,
                options.TranslateShakespearean,
                status
            )
        );
    }

    private static void NoCheck(UploadForm form) { }
}
