namespace Platform.Engines.PostgreSQL.Data;

/// <summary>Copies and removes whole directories.</summary>
internal static class DirectoryTree
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Copies files, directories (as private ones) and links. With <paramref name="live"/>, files that vanish meanwhile are none of ours.</summary>
    public static Task CopyAsync(string source, string target, Func<string, bool>? skip, bool live, CancellationToken cancellationToken) =>
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
                Parallel.ForEach(
                    files,
                    options,
                    file =>
                    {
                        try
                        {
                            File.Copy(file.From, file.To);
                        }
                        catch (FileNotFoundException) when (live)
                        {
                            // Dropped by the server since we listed it; its log tells whoever replays it.
                        }
                    }
                );
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

    private static void Collect(
        string source,
        string target,
        string relative,
        Func<string, bool>? skip,
        List<(string From, string To)> files
    )
    {
        Directory.CreateDirectory(target, Private);
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
        {
            var path = relative.Length == 0 ? entry.Name : $"{relative}/{entry.Name}";
            var to = Path.Combine(target, entry.Name);
            if (skip?.Invoke(path) == true)
            {
                continue;
            }

            if (entry.LinkTarget is { } link)
            {
                File.CreateSymbolicLink(to, link);
            }
            else if (entry is DirectoryInfo)
            {
                Collect(entry.FullName, to, path, skip, files);
            }
            else
            {
                files.Add((entry.FullName, to));
            }
        }
    }
}
