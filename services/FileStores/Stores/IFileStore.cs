namespace Platform.FileStores.Stores;

/// <summary>One of the places where files are kept.</summary>
public interface IFileStore
{
    /// <summary>One of <see cref="StorageTargets"/>.</summary>
    string Target { get; }

    string Bucket { get; }

    /// <summary>Where the file is, as the upload's answer names it.</summary>
    string UrlOf(string key);

    /// <summary>
    /// Writes a file from a stream of unknown length with bounded memory. When it throws, the file is not there, but what was sent may be: see
    /// <see cref="DeleteAsync"/>.
    /// </summary>
    Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken);

    /// <summary>Opens a file, or the part of it that <paramref name="range"/> (a header's value) asks for.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    Task<OpenedFile> OpenAsync(string key, string? range, CancellationToken cancellationToken);

    /// <summary>Removes a file and whatever an upload to its key has left; what is not there is no error.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes every file whose key begins so.</summary>
    Task DeleteAllAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>A URL by which anybody may read the file until it expires; null where the store has no such thing.</summary>
    /// <param name="downloadName">What a browser calls the file when it saves it.</param>
    Uri? Presign(string key, TimeSpan lifetime, string downloadName);

    /// <summary>A URL by which a machine beside us reads the file.</summary>
    Uri ReadUrl(string key, TimeSpan lifetime);
}

/// <summary>A file that is being read; disposing ends it.</summary>
/// <param name="ContentRange">The header's value when this is a part.</param>
public sealed record OpenedFile(Stream Content, long? Length, string? ContentRange, IDisposable? Owner) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        Owner?.Dispose();
    }
}
