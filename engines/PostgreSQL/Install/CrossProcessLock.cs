namespace Platform.Engines.PostgreSQL.Install;

/// <summary>An advisory lock on a file: one holder on this machine, freed by the kernel when its process ends, however it ends.</summary>
internal sealed class CrossProcessLock : IDisposable
{
    private readonly FileStream _file;

    private CrossProcessLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock; <paramref name="onWait"/> is called once if another holds it.</summary>
    public static async Task<CrossProcessLock> AcquireAsync(string path, Action? onWait, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // A file lock has no event that .NET can await: look again, at a pace that nobody feels beside an installation.
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (TryAcquire(path) is { } acquired)
            {
                return acquired;
            }

            onWait?.Invoke();
            onWait = null;
            await again.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>The lock, or null if another holds it.</summary>
    public static CrossProcessLock? TryAcquire(string path)
    {
        try
        {
            return new CrossProcessLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (held.GetType() == typeof(IOException))
        {
            // The subclasses say that the path is wrong; this one, that somebody was first.
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
