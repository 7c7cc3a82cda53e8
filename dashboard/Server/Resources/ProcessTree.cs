using System.Globalization;

namespace Platform.Dashboard.Resources;

/// <param name="PrivateMemory">Resident bytes that no other process can share.</param>
/// <param name="SharedMemory">Resident bytes of files and shared memory.</param>
internal readonly record struct ProcessSample(int Id, TimeSpan Cpu, long PrivateMemory, long SharedMemory);

/// <summary>The system's processes at one moment, by who started whom (proc(5): stat and statm).</summary>
internal sealed class ProcessTree
{
    // USER_HZ: a hundred on every architecture that .NET runs on.
    private const int TicksPerSecond = 100;

    private readonly Dictionary<int, Entry> processes = [];

    public static bool IsSupported => OperatingSystem.IsLinux() && File.Exists("/proc/self/statm");

    /// <summary>The machine's memory in bytes; null where it cannot be told.</summary>
    public static long? MachineMemory =>
        IsSupported
        && File.ReadLines("/proc/meminfo").FirstOrDefault(line => line.StartsWith("MemTotal:", StringComparison.Ordinal)) is { } line
        && long.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture, out var kilobytes)
            ? kilobytes * 1024
            : null;

    public static ProcessTree Read()
    {
        var tree = new ProcessTree();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), CultureInfo.InvariantCulture, out var id) && Stat(id) is { } entry)
            {
                tree.processes[id] = entry;
            }
        }
        return tree;
    }

    /// <summary>The process, those of the session that it leads, and all that they started.</summary>
    public IReadOnlyList<ProcessSample> Of(int root) =>
        !processes.ContainsKey(root)
            ? []
            : [.. processes.Where(process => BelongsTo(process.Key, root)).Select(process => Measure(process.Key, process.Value))];

    private bool BelongsTo(int id, int root)
    {
        // A pid may be reused while we look: no chain is longer than the table.
        for (var steps = 0; steps < processes.Count && processes.TryGetValue(id, out var entry); steps++)
        {
            if (id == root || entry.Session == root)
            {
                return true;
            }
            id = entry.Parent;
        }
        return false;
    }

    private static Entry? Stat(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            // The name stands in parentheses and may hold anything, even those.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return new Entry(
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                int.Parse(fields[3], CultureInfo.InvariantCulture),
                TimeSpan.FromSeconds((double)ticks / TicksPerSecond)
            );
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked.
            return null;
        }
    }

    private static ProcessSample Measure(int id, Entry entry)
    {
        try
        {
            var pages = File.ReadAllText($"/proc/{id}/statm").Split(' ');
            var resident = long.Parse(pages[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
            var shared = long.Parse(pages[2], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
            return new ProcessSample(id, entry.Cpu, resident - shared, shared);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return new ProcessSample(id, entry.Cpu, 0, 0);
        }
    }

    private readonly record struct Entry(int Parent, int Session, TimeSpan Cpu);
}
