using Files.Data;
using Files.Policies;
using Platform.FileStores.Stores;

namespace Files.Uploads;

/// <summary>One request's files: each is stored as it comes; all are kept by one commit, or, without it, none.</summary>
internal sealed class UploadSession(
    FileStoreSet stores,
    StoragePolicy policy,
    UploadOptions options,
    UploadSlots slots,
    Orphans orphans,
    FileTable files
) : IAsyncDisposable
{
    private readonly List<(string Target, string Key)> begun = [];
    private bool committed;

    /// <param name="sizeHint">Bytes at most; null when nothing is known.</param>
    /// <exception cref="UploadRefusedException">Its type or size is not taken, or its store is not there.</exception>
    /// <exception cref="StoreFailedException">The store did not take it.</exception>
    public async Task<StoredFile> StoreAsync(
        Stream content,
        string fileName,
        string? declaredType,
        long? sizeHint,
        string kind,
        UploadForm form,
        CancellationToken cancellationToken
    )
    {
        using var slot = await slots.TakeAsync(cancellationToken);
        var prefix = new byte[ContentTypes.PrefixLength];
        var length = await content.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellationToken);
        var type = CheckType(declaredType, prefix.AsSpan(0, length));
        var choice = policy.Choose(new(kind, type, sizeHint, form.Target));
        var target = choice.Target ?? throw new UploadRefusedException(400, "bad_target", $"target: {choice.Refusal}");
        var store = stores[target];
        var id = Guid.NewGuid();
        var key = $"uploads/{id}{FileNames.Extension(fileName)}";

        // Written down first: if this process dies, somebody still knows of the key.
        await orphans.ExpectAsync(target, key, options.TimeLimit + TimeSpan.FromMinutes(5), cancellationToken);
        begun.Add((target, key));
        try
        {
            using var body = new CheckedContent(prefix.AsMemory(0, length), content, options.MaxFileBytes);
            await PutAsync(store, key, body, type, cancellationToken);
            return new(id, fileName, type, body.Count, body.Sha256(), target, store.Bucket, key, store.UrlOf(key));
        }
        catch
        {
            begun.Remove((target, key));
            await orphans.RemoveNowAsync(target, key);
            throw;
        }
    }

    public async Task CommitAsync(IReadOnlyList<(StoredFile File, NewJob Job)> stored, CancellationToken cancellationToken)
    {
        await files.AddAsync(stored, cancellationToken);
        committed = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (committed)
            return;
        foreach (var (target, key) in begun)
            await orphans.RemoveNowAsync(target, key);
    }

    /// <summary>Tells a form that breaks off, or is refused, from a store that fails: both end in the store's call.</summary>
    private static async Task PutAsync(IFileStore store, string key, CheckedContent body, string type, CancellationToken cancellationToken)
    {
        try
        {
            await store.PutAsync(key, body, type, cancellationToken);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            body.Failure?.Throw();
            throw new StoreFailedException(store.Target, failed);
        }
    }

    private string CheckType(string? declared, ReadOnlySpan<byte> prefix)
    {
        var detected = ContentTypes.Detect(prefix);
        if (ContentTypes.Agree(declared, detected) is not { } type)
            throw Unsupported("type_mismatch", $"The file is declared as {declared}, but its content is {detected}.");
        ICollection<string> allowed = options.AllowedTypes.Count > 0 ? options.AllowedTypes : AllowedByDefault;
        return Matching.Type(allowed, type) ? type : throw Unsupported("unsupported_type", $"Files of type {type} are not taken.");
    }

    private static UploadRefusedException Unsupported(string code, string detail) =>
        new(StatusCodes.Status415UnsupportedMediaType, code, detail);

    private static readonly string[] AllowedByDefault =
    [
        "application/pdf",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "image/tiff",
        "audio/midi",
        "audio/mpeg",
        "audio/wav",
        "text/plain",
        "text/csv",
        "text/markdown",
        "text/xml",
        "application/json",
        "application/xml",
        "application/zip",
        "application/vnd.recordare.musicxml+xml",
        "application/vnd.recordare.musicxml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
    ];
}
