using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Platform.Engines.ObjectStorage.Store;

/// <summary>
/// Immutable files that hold the bytes of objects, counted by who needs them: versions, writers, readers and snapshots. The last one to let go
/// deletes the file.
/// </summary>
internal sealed class BlobStore(string directory, ILogger logger)
{
    private readonly Dictionary<Guid, int> references = [];
    private readonly Lock gate = new();

    // Until all is replayed, a count of zero may be passed on the way and proves nothing.
    private bool replaying = true;

    public BlobWriter Create()
    {
        var id = Guid.NewGuid();
        Retain(id);
        return new(this, id);
    }

    public string PathOf(Guid id)
    {
        var name = id.ToString("n");
        return Path.Combine(directory, name[..2], name);
    }

    public SafeFileHandle OpenRead(Guid id) =>
        File.OpenHandle(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.SequentialScan);

    public void Retain(Guid id)
    {
        lock (gate)
            references[id] = references.GetValueOrDefault(id) + 1;
    }

    public void Release(Guid id)
    {
        lock (gate)
        {
            if (references[id] > 1)
            {
                references[id]--;
                return;
            }
            references.Remove(id);
            if (replaying)
                return;
        }
        Delete(PathOf(id));
    }

    /// <summary>Keeps these blobs on disk, whatever is deleted meanwhile, until disposed.</summary>
    public IDisposable Hold(IEnumerable<Guid> blobs)
    {
        var held = blobs.ToArray();
        lock (gate)
            foreach (var blob in held)
                references[blob] = references.GetValueOrDefault(blob) + 1;
        return new Lease(this, held);
    }

    public IDisposable HoldAll(out IReadOnlyList<Guid> blobs)
    {
        lock (gate)
        {
            blobs = references.Keys.ToArray();
            return Hold(blobs);
        }
    }

    /// <summary>Deletes the files that no record speaks of: what a crash left between a body's first byte and its commit.</summary>
    public void Sweep()
    {
        replaying = false;
        if (!Directory.Exists(directory))
            return;
        var swept = 0;
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            bool needed;
            lock (gate)
                needed = !Guid.TryParseExact(Path.GetFileName(file), "n", out var id) || references.ContainsKey(id);
            if (needed)
                continue;
            Delete(file);
            swept++;
        }
        if (swept > 0)
            logger.LogInformation("Removed {Count} blobs that an interrupted upload or deletion left in {Directory}.", swept, directory);
    }

    private void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // The object is gone all the same; the next start sweeps the file.
            logger.LogWarning(refusal, "The blob {Path} could not be deleted; the next start tries again.", path);
        }
    }

    private sealed class Lease(BlobStore store, Guid[] held) : IDisposable
    {
        private Guid[]? held = held;

        public void Dispose()
        {
            foreach (var blob in Interlocked.Exchange(ref held, null) ?? [])
                store.Release(blob);
        }
    }
}
