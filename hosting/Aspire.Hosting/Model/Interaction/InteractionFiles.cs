using System.Collections;

namespace Aspire.Hosting;

/// <summary>A file that a user has chosen.</summary>
public sealed class InteractionFile
{
    internal InteractionFile(string id, string name, string filePath)
    {
        Id = id;
        Name = name;
        FilePath = filePath;
    }

    public string Id { get; }

    /// <summary>Its name on the user's side.</summary>
    public string Name { get; }

    /// <summary>The copy on the host's side.</summary>
    public string FilePath { get; }

    public Stream OpenRead() => File.OpenRead(FilePath);

    public Task<byte[]> ReadAllBytesAsync(CancellationToken cancellationToken = default) =>
        File.ReadAllBytesAsync(FilePath, cancellationToken);
}

/// <summary>Files that a user has chosen; disposing deletes the host's copies.</summary>
public sealed class InteractionFileCollection : IReadOnlyList<InteractionFile>, IDisposable
{
    private readonly IReadOnlyList<InteractionFile> _files;

    internal InteractionFileCollection(IReadOnlyList<InteractionFile> files) => _files = files;

    public int Count => _files.Count;

    public InteractionFile this[int index] => _files[index];

    public IEnumerator<InteractionFile> GetEnumerator() => _files.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        foreach (var file in _files)
        {
            File.Delete(file.FilePath);
        }
    }
}
