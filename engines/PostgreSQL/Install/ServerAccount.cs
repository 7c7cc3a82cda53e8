using System.Collections.Concurrent;
using System.ComponentModel;

namespace Platform.Engines.PostgreSQL.Install;

/// <summary>
/// Who the server runs as. PostgreSQL refuses root; anybody else runs it as themselves. Root runs it in a user namespace, where it is
/// <c>nobody</c> without capabilities inside and may still enter root's own directories; where namespaces are denied (most containers),
/// as <c>nobody</c> itself, which then has to own its files.
/// </summary>
internal sealed class ServerAccount
{
    // An id that every system's passwd file knows: initdb looks its own up.
    private const string Nobody = "65534";
    private static readonly Lazy<Task<ServerAccount>> Found = new(FindAsync);
    private readonly ConcurrentDictionary<string, bool> _reachable = new();

    private ServerAccount(bool ownsFiles, params string[] prefix) => (OwnsFiles, Prefix) = (ownsFiles, prefix);

    public static ServerAccount Self { get; } = new(false);

    public static ServerAccount UserNamespace { get; } =
        new(false, "unshare", "--user", $"--map-user={Nobody}", $"--map-group={Nobody}", "--");

    public static ServerAccount OtherUser { get; } =
        new(true, "setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--inh-caps=-all", "--no-new-privs", "--");

    /// <summary>The account for this process; found once.</summary>
    public static Task<ServerAccount> CurrentAsync() => Found.Value;

    /// <summary>Whether files that the server writes must be given to it.</summary>
    public bool OwnsFiles { get; }

    private string[] Prefix { get; }

    public string[] Command(params IEnumerable<string> command) => [.. Prefix, .. command];

    /// <summary>Whether the server may enter a directory.</summary>
    public async Task<bool> ReachesAsync(string directory, CancellationToken cancellationToken)
    {
        if (Prefix.Length == 0 || _reachable.ContainsKey(directory))
        {
            return true;
        }

        // The kernel is asked, not the permission bits: mounts and security modules have a say as well.
        var result = await Tool.RunAsync(Command("test", "-x", directory), cancellationToken: cancellationToken);
        return result.ExitCode == 0 && (_reachable[directory] = true);
    }

    /// <summary>Gives a file or directory to the server's user.</summary>
    public async Task GiveAsync(string path, CancellationToken cancellationToken)
    {
        if (OwnsFiles)
        {
            await Tool.RunAsync(["chown", "-R", "-h", $"{Nobody}:{Nobody}", path], cancellationToken: cancellationToken);
        }
    }

    private static async Task<ServerAccount> FindAsync()
    {
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows())
        {
            return Self;
        }

        try
        {
            var result = await Tool.RunAsync(UserNamespace.Command("true"));
            return result.ExitCode == 0 ? UserNamespace : OtherUser;
        }
        catch (Win32Exception)
        {
            // No unshare; setpriv comes from the same package, and its absence is reported when it is used.
            return OtherUser;
        }
    }
}
