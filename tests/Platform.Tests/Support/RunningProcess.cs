using System.Diagnostics;
using System.Globalization;

namespace Platform.Tests.Support;

/// <summary>A process of this machine; not its id alone, which may come again.</summary>
public sealed record RunningProcess(int Id, long StartedAt, string CommandLine)
{
    public bool Lives => Find(Id) is { } now && now.StartedAt == StartedAt;

    /// <summary>The process and all that descend from it.</summary>
    public static IEnumerable<RunningProcess> Tree(int root)
    {
        var children = All().ToLookup(process => process.Parent);
        var pending = new Stack<int>([root]);
        while (pending.TryPop(out var id))
        {
            if (Find(id) is { } process)
            {
                yield return process;
            }
            foreach (var child in children[id])
            {
                pending.Push(child.Id);
            }
        }
    }

    /// <summary>The command lines of every process of this machine, as any user can read them.</summary>
    public static IEnumerable<string> CommandLines() => All().Select(process => Read(process.Id, "cmdline"));

    /// <summary>Completes when it has ended.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.GetProcessById(Id);
            if (Lives)
            {
                await process.WaitForExitAsync(cancellationToken);
            }
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    private static RunningProcess? Find(int id) =>
        Stat(id) is { State: not ("Z" or "X") } stat
            ? new RunningProcess(id, stat.StartedAt, Read(id, "cmdline").Replace('\0', ' '))
            : null;

    private static IEnumerable<(int Id, int Parent)> All() =>
        from directory in Directory.EnumerateDirectories("/proc")
        let id = int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var number) ? number : 0
        where id > 0
        let stat = Stat(id)
        where stat is not null
        select (id, stat.Value.Parent);

    private static (string State, int Parent, long StartedAt)? Stat(int id)
    {
        var text = Read(id, "stat");
        if (text.Length == 0)
        {
            return null;
        }
        // The name, in brackets, may hold spaces.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (fields[0], int.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[19], CultureInfo.InvariantCulture));
    }

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
