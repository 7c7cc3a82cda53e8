using System.Globalization;

namespace Aspire.Hosting.Run.Net;

/// <summary>The program that listens on a port.</summary>
internal sealed record PortHolder(string Name, int ProcessId)
{
    private const string Listening = "0A";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} (pid {ProcessId})");

    /// <summary>The holder; null when nobody listens, or it belongs to a user whose processes we may not see.</summary>
    public static PortHolder? Find(int port)
    {
        var sockets = new HashSet<string>();
        foreach (var table in new[] { "/proc/net/tcp", "/proc/net/tcp6" })
        {
            if (File.Exists(table))
            {
                sockets.UnionWith(File.ReadLines(table).Skip(1).Select(line => ListenerOn(port, line)).OfType<string>());
            }
        }

        return sockets.Count == 0 ? null : FindOwner(sockets);
    }

    // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
    private static string? ListenerOn(int port, string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
            fields.Length > 9
            && fields[3] == Listening
            && int.Parse(fields[1].AsSpan(fields[1].LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture) == port
            ? $"socket:[{fields[9]}]"
            : null;
    }

    private static PortHolder? FindOwner(HashSet<string> sockets)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), out var pid))
            {
                continue;
            }

            try
            {
                if (
                    Directory
                        .EnumerateFiles(process + "/fd")
                        .Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target))
                )
                {
                    return new PortHolder(File.ReadAllText(process + "/comm").TrimEnd(), pid);
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended while we looked, or is another user's.
            }
        }

        return null;
    }
}
