namespace Platform.Engines.Storage;

/// <summary>
/// An engine's directory of data, held by one process at a time. It is wiped and restored by renaming whole directories, so that a crash leaves
/// the old data or the new, never a mixture.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private const string LockFile = ".lock";

    // Beside the lock, because a locked file cannot be read.
    private const string HolderFile = ".holder";
    private const string FormatFile = ".format";
    private const string Wiped = ".wiped-";
    private const string Restoring = ".restoring-";
    private const string Restored = ".restored";
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    /// <summary>The directory; absolute.</summary>
    public string Path { get; }

    /// <summary>Opens or creates the directory and takes its lock. What an interrupted wipe or restore left is finished.</summary>
    /// <param name="format">What lies in it, with the version: <c>kafka/1</c>. A directory of another format is refused.</param>
    /// <exception cref="StorageException">Another process holds it, it holds something else, or it cannot be written.</exception>
    public static DataDirectory Open(string path, string format)
    {
        path = Normal(path);
        try
        {
            FinishInterrupted(path);
            Directory.CreateDirectory(path);
            var held = Hold(path);
            try
            {
                CheckFormat(path, format);
                return new DataDirectory(path, held);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (Exception refusal) when (refusal is UnauthorizedAccessException or (IOException and not StorageException))
        {
            throw new StorageException($"The data directory {path} cannot be used: {refusal.Message}", refusal);
        }
    }

    /// <summary>Removes the directory with all it holds; a crash on the way leaves it whole or gone. One that is not there is no error.</summary>
    public static void Wipe(string path)
    {
        path = Normal(path);
        if (!Directory.Exists(path))
        {
            return;
        }

        var aside = $"{path}{Wiped}{Guid.NewGuid():n}";
        Directory.Move(path, aside);
        Directory.Delete(aside, recursive: true);
    }

    /// <summary>Replaces the directory by a copy of <paramref name="snapshot"/>, which stays. Nobody may hold the directory.</summary>
    /// <exception cref="StorageException">There is no such snapshot, or a process holds the directory.</exception>
    public static void Restore(string snapshot, string path)
    {
        snapshot = Normal(snapshot);
        path = Normal(path);
        if (!File.Exists(System.IO.Path.Combine(snapshot, FormatFile)))
        {
            throw new StorageException($"{snapshot} holds no snapshot (no {FormatFile}). Take one first.");
        }

        FinishInterrupted(path);
        if (Directory.Exists(path))
        {
            Hold(path).Dispose();
        }

        var copy = $"{path}{Restoring}{Guid.NewGuid():n}";
        CopyTree(snapshot, copy);
        // From here on the copy is the data: whoever opens the directory next finishes what is interrupted now.
        Directory.Move(copy, path + Restored);
        FinishInterrupted(path);
    }

    /// <summary>Begins a snapshot: an empty directory with this one's format. The engine copies its files into it.</summary>
    /// <exception cref="StorageException">The directory is not empty.</exception>
    public void BeginSnapshot(string directory)
    {
        directory = Normal(directory);
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw new StorageException($"{directory} is not empty. Name another directory for the snapshot, or: rm -r '{directory}'");
        }

        Directory.CreateDirectory(directory);
        File.Copy(System.IO.Path.Combine(Path, FormatFile), System.IO.Path.Combine(directory, FormatFile));
    }

    /// <summary>Lets go of the lock.</summary>
    public void Dispose() => _lock.Dispose();

    private static string Normal(string path) => System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

    private static FileStream Hold(string path)
    {
        var holder = System.IO.Path.Combine(path, HolderFile);
        try
        {
            var held = new FileStream(System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, $"{Environment.ProcessId}");
            return held;
        }
        catch (IOException refusal)
        {
            var who = File.Exists(holder) ? $"process {File.ReadAllText(holder)}" : "another process";
            throw new StorageException(
                $"The data directory {path} is in use by {who}. Stop that first, or name another directory.",
                refusal
            );
        }
    }

    private static void CheckFormat(string path, string format)
    {
        var file = System.IO.Path.Combine(path, FormatFile);
        if (File.Exists(file))
        {
            var found = File.ReadAllText(file).Trim();
            if (found != format)
            {
                throw new StorageException(
                    $"{path} holds data of the format '{found}', and this is '{format}'. Name another directory, or: rm -r '{path}'"
                );
            }

            return;
        }

        if (Directory.EnumerateFileSystemEntries(path).Any(entry => !IsOfTheHolder(entry)))
        {
            throw new StorageException($"{path} holds something that is not ours (no {FormatFile}). Name an empty directory.");
        }

        File.WriteAllText(file, format + "\n");
    }

    private static bool IsOfTheHolder(string file) => System.IO.Path.GetFileName(file) is LockFile or HolderFile;

    private static void FinishInterrupted(string path)
    {
        var (parent, name) = (System.IO.Path.GetDirectoryName(path)!, System.IO.Path.GetFileName(path));
        if (!Directory.Exists(parent))
        {
            return;
        }

        if (Directory.Exists(path + Restored))
        {
            Wipe(path);
            Directory.Move(path + Restored, path);
        }

        foreach (var left in (string[])[name + Wiped, name + Restoring])
        {
            foreach (var directory in Directory.EnumerateDirectories(parent, left + "*"))
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private static void CopyTree(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var directory in Directory.EnumerateDirectories(source))
        {
            CopyTree(directory, System.IO.Path.Combine(target, System.IO.Path.GetFileName(directory)));
        }

        foreach (var file in Directory.EnumerateFiles(source).Where(file => !IsOfTheHolder(file)))
        {
            File.Copy(file, System.IO.Path.Combine(target, System.IO.Path.GetFileName(file)));
        }
    }
}
