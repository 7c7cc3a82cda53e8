using Platform.Engines.PostgreSQL.Install;

namespace Platform.Engines.PostgreSQL.Data;

/// <summary>
/// Throw-away data directories that wait for their next run, beside the template they came from. A stopped server's directory comes back by
/// a rename and is made like the template again in the background, so a fresh start, in whichever process, is mostly a rename too.
/// </summary>
internal sealed class ScratchPool(string templates)
{
    // Over all templates: a directory is 30 MB and more.
    private const int Most = 8;
    private const long Largest = 256 << 20;
    private const string Clean = "clean-";
    private const string Used = "used-";
    private const string Busy = "busy-";

    /// <summary>Moves a waiting directory to a place that is free; whether it needs no more cleaning.</summary>
    public bool Take(string template, string target)
    {
        Rescue(Pool(template));
        foreach (var kind in new[] { Clean, Used })
        {
            if (Waiting(template, kind).Any(waiting => TryMove(waiting, target)))
            {
                return kind == Clean;
            }
        }

        return false;
    }

    /// <summary>Takes back the directory of a server that has ended.</summary>
    public void Return(string template, string scratch)
    {
        var pool = Directory.CreateDirectory(Pool(template)).FullName;
        var name = Guid.NewGuid().ToString("N");
        if (Size(scratch) > Largest || !TryMove(scratch, Path.Combine(pool, Used + name)))
        {
            DirectoryTree.Discard(scratch);
            return;
        }

        MakeRoom();
        _ = Task.Run(() => CleanAsync(template, pool, name));
    }

    private static async Task CleanAsync(string template, string pool, string name)
    {
        var busy = Path.Combine(pool, Busy + name);
        try
        {
            using var cleaning = CrossProcessLock.TryAcquire(LockOf(busy));
            if (cleaning is not null && TryMove(Path.Combine(pool, Used + name), busy))
            {
                Directory.SetLastWriteTimeUtc(busy, DateTime.UtcNow);
                await DirectoryTree.MirrorAsync(Path.Combine(template, "data"), busy, skip: null, live: false, CancellationToken.None);
                TryMove(busy, Path.Combine(pool, Clean + name));
            }

            File.Delete(LockOf(busy));
        }
        catch (Exception interrupted) when (interrupted is IOException or UnauthorizedAccessException)
        {
            // The template was deleted meanwhile, or the disk is full: who wants a directory next looks after what is left.
        }
    }

    /// <summary>Directories whose cleaner died wait again, to be cleaned by whoever takes them.</summary>
    private static void Rescue(string pool)
    {
        foreach (var busy in Directory.Exists(pool) ? Directory.GetDirectories(pool, Busy + "*") : [])
        {
            using var cleaning = CrossProcessLock.TryAcquire(LockOf(busy));
            if (cleaning is not null && TryMove(busy, Path.Combine(pool, Used + Path.GetFileName(busy)[Busy.Length..])))
            {
                File.Delete(LockOf(busy));
            }
        }
    }

    private static string LockOf(string busy) => busy + ".lock";

    /// <summary>Deletes the directories that have waited longest, over all templates.</summary>
    private void MakeRoom()
    {
        var all = Directory
            .GetDirectories(templates)
            .Where(template => Path.GetFileName(template)[0] != '.')
            .SelectMany(template => Waiting(template, ""));
        foreach (var surplus in all.OrderByDescending(Directory.GetLastWriteTimeUtc).Skip(Most))
        {
            var discarded = Path.Combine(templates, $".discarded-{Guid.NewGuid():N}");
            if (TryMove(surplus, discarded))
            {
                DirectoryTree.Discard(discarded);
            }
        }
    }

    private static long Size(string directory) =>
        new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private static string[] Waiting(string template, string kind) =>
        Directory.Exists(Pool(template)) ? Directory.GetDirectories(Pool(template), kind + "*") : [];

    private static string Pool(string template) => Path.Combine(template, "pool");

    /// <summary>A rename is the claim: of two that try, one succeeds. It fails between file systems, too, and then there is no pool.</summary>
    private static bool TryMove(string from, string to)
    {
        try
        {
            Directory.Move(from, to);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
