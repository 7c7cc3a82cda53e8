namespace Platform.Engines.PostgreSQL.Install;

/// <summary>
/// A directory that the server may enter. Usually the one that was wanted. Where its user may not (root's home, and no user namespaces) a
/// stand-in under /var/tmp: its name is drawn by the system and recorded in the wanted directory, so nobody can put a link in its way, and
/// deleting the wanted directory is still all it takes to start afresh: stand-ins that nothing points to are swept.
/// </summary>
internal static class ServerPlace
{
    private const string Pointer = "stand-in";
    private const string Origin = "origin";
    private const string Pattern = "platform-postgres-";
    private const UnixFileMode Traversable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static async Task<string> FindAsync(string wanted, ServerAccount account, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(wanted);
        if (await account.ReachesAsync(wanted, cancellationToken))
        {
            return wanted;
        }

        using var _ = await CrossProcessLock.AcquireAsync(Path.Combine(wanted, $"{Pointer}.lock"), null, cancellationToken);
        var pointer = Path.Combine(wanted, Pointer);
        if (File.Exists(pointer) && await File.ReadAllTextAsync(pointer, cancellationToken) is var recorded && await IsOursAsync(recorded))
        {
            return recorded;
        }

        Sweep();
        var standIn = Path.Combine("/var/tmp", Pattern + Path.GetRandomFileName());
        await File.WriteAllTextAsync(pointer, standIn, cancellationToken);
        Directory.CreateDirectory(standIn);
        File.SetUnixFileMode(standIn, Traversable);
        await File.WriteAllTextAsync(Path.Combine(standIn, Origin), pointer, cancellationToken);
        return standIn;

        // A cleaner of /var/tmp may have taken it, and somebody else its name since.
        async Task<bool> IsOursAsync(string directory) =>
            Directory.Exists(directory)
            && (await Tool.RunAsync(["stat", "-c", "%u %F", directory], cancellationToken: cancellationToken)).Output.Trim()
                == "0 directory";
    }

    private static void Sweep()
    {
        foreach (var standIn in Directory.EnumerateDirectories("/var/tmp", Pattern + "*"))
        {
            var origin = Path.Combine(standIn, Origin);
            if (
                File.Exists(origin)
                && File.ReadAllText(origin) is var pointer
                && (!File.Exists(pointer) || File.ReadAllText(pointer) != standIn)
            )
            {
                Directory.Delete(standIn, recursive: true);
            }
        }
    }
}
