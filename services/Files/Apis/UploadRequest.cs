using Files.Data;
using Files.Policies;
using Files.Uploads;

namespace Files.Apis;

/// <summary>One upload on its way through: its form, what is stored of it so far, and the commit.</summary>
internal sealed class UploadRequest
{
    private readonly UploadSession session;
    private readonly UploadReader reader;
    private readonly ProcessingPolicy processing;
    private readonly CancellationToken cancellationToken;

    public UploadRequest(HttpContext context, UploadSession session, CancellationToken cancellationToken)
    {
        var services = context.RequestServices;
        (Context, this.session, this.cancellationToken) = (context, session, cancellationToken);
        Form = new UploadForm(context.Request.Query);
        Logger = services.GetRequiredService<ILogger<UploadRequest>>();
        reader = new UploadReader(context.Request, Form, services.GetRequiredService<UploadOptions>());
        processing = services.GetRequiredService<ProcessingPolicy>();
    }

    public HttpContext Context { get; }

    public UploadForm Form { get; }

    public ILogger Logger { get; }

    public IAsyncEnumerable<UploadReader.Part> PartsAsync() => reader.FilesAsync(cancellationToken);

    /// <exception cref="UploadRefusedException">The file stands in another field.</exception>
    public static void Expect(UploadReader.Part part, string field)
    {
        if (part.Field != field)
            throw new UploadRefusedException(400, "bad_form", $"A file stands in the field '{part.Field}', not in '{field}'.");
    }

    public Task<StoredFile> StoreAsync(UploadReader.Part part, string kind) =>
        session.StoreAsync(part.Content, part.FileName, part.ContentType, part.SizeHint, kind, Form, cancellationToken);

    /// <summary>Stores the one file of a form, and reads the form to its end.</summary>
    /// <param name="check">Refuses the fields that came before the file, before any of it is stored.</param>
    public async Task<StoredFile> StoreOneAsync(string kind, Action<UploadForm> check)
    {
        StoredFile? file = null;
        await foreach (var part in PartsAsync())
        {
            Expect(part, "file");
            if (file is not null)
                throw new UploadRefusedException(400, "bad_form", "There is more than one file: use files/uploadfiles/.");
            check(Form);
            file = await StoreAsync(part, kind);
        }
        return file ?? throw new UploadRefusedException(400, "no_file", "file is required: one file in the form field file.");
    }

    /// <exception cref="UploadRefusedException">The target that was asked for is not there.</exception>
    public NewJob JobFor(StoredFile file, string kind, string? outputFormat, bool? translate)
    {
        var choice = processing.Choose(new(kind, file.ContentType, file.Size, file.Target, Form.AnalysisType, Form.Processing));
        return choice.Target is { } target
            ? new NewJob(kind, target, Form.AnalysisType, outputFormat, translate)
            : throw new UploadRefusedException(400, "bad_processing", $"processing: {choice.Refusal}");
    }

    public Task CommitAsync(IReadOnlyList<(StoredFile File, NewJob Job)> stored) => session.CommitAsync(stored, cancellationToken);
}
