namespace Platform.Engines.PostgreSQL.Data;

/// <summary>Copies and removes whole directories.</summary>
internal static class DirectoryTree
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// Makes <paramref name="target"/> equal to <paramref name="source"/>. Files of the same size and time are left as they are: a server's
    /// data differs from its template in a few dozen of thousands, and some file systems are slow to make what they have just deleted.
    /// </summary>
    /// <param name="skip">Which relative paths are none of the copy.</param>
    /// <param name="live">The source is in use: files may vanish.</param>
    public static Task MirrorAsync(
        string source,
        string target,
        Func<string, bool>? skip,
        bool live,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                List<(string From, string To)> files = [];
                Collect(source, target, "", skip, files);
                var options = new ParallelOptions
                {
                    MaxDegreeOfParallelism = Math.Min(4, Environment.ProcessorCount),
                    CancellationToken = cancellationToken,
                };
                Parallel.ForEach(files, options, file => Copy(file.From, file.To, live));
            },
            cancellationToken
        );

    /// <summary>Takes a directory out of the way at once and deletes it in the background; what a crash leaves is deleted the next time.</summary>
    public static void Discard(string directory)
    {
        var parent = Path.GetDirectoryName(directory)!;
        if (Directory.Exists(directory))
        {
            Directory.Move(directory, Path.Combine(parent, $".discarded-{Guid.NewGuid():N}"));
        }

        if (!Directory.Exists(parent))
        {
            return;
        }

        foreach (var discarded in Directory.EnumerateDirectories(parent, ".discarded-*"))
        {
            _ = Task.Run(() =>
            {
                try
                {
                    Directory.Delete(discarded, recursive: true);
                }
                catch (DirectoryNotFoundException)
                {
                    // The instance's whole folder was deleted meanwhile, this one with it.
                }
            });
        }
    }

    private static void Copy(string from, string to, bool live)
    {
        try
        {
            File.Copy(from, to, overwrite: true);
        }
        catch (FileNotFoundException) when (live)
        {
            // Dropped by the server since we listed it; its log tells whoever replays it.
        }
    }

    private static void Collect(
        string source,
        string target,
        string relative,
        Func<string, bool>? skip,
        List<(string From, string To)> files
    )
    {
        Directory.CreateDirectory(target, Private);
        var there = new DirectoryInfo(target).EnumerateFileSystemInfos().ToDictionary(entry => entry.Name);
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
        {
            var path = relative.Length == 0 ? entry.Name : $"{relative}/{entry.Name}";
            if (skip?.Invoke(path) == true)
            {
                continue;
            }

            there.Remove(entry.Name, out var old);
            var to = Path.Combine(target, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                old?.Delete();
                File.CreateSymbolicLink(to, link);
            }
            else if (entry is DirectoryInfo)
            {
                Collect(entry.FullName, to, path, skip, files);
            }
            else if (old is not FileInfo same || same.LastWriteTimeUtc != entry.LastWriteTimeUtc || same.Length != ((FileInfo)entry).Length)
            {
                files.Add((entry.FullName, to));
            }
        }

        foreach (var extra in there.Values)
        {
            Delete(extra);
        }
    }

    private static void Delete(FileSystemInfo entry)
    {
        if (entry is DirectoryInfo { LinkTarget: null } directory)
        {
            directory.Delete(recursive: true);
        }
        else
        {
            entry.Delete();
        }
    }
}
