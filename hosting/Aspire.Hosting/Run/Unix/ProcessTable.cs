using System.Buffers.Text;
using System.Text;

namespace Aspire.Hosting.Run.Unix;

/// <summary>A process as the kernel lists it. <see cref="StartTime"/> (clock ticks since boot) tells two users of one id apart.</summary>
/// <param name="Run">The run that it, or the process it descends from, was started as; null where it cannot be told.</param>
internal readonly record struct ProcessEntry(int Id, int Parent, int Session, char State, ulong StartTime, string? Run)
{
    /// <summary>False for one that has ended and waits to be reaped.</summary>
    public bool Lives => State is not ('Z' or 'X');
}

/// <summary>Reads <c>/proc</c>.</summary>
internal static class ProcessTable
{
    private static readonly Lock Gate = new();
    private static readonly ulong HostStart = Find(Environment.ProcessId)?.StartTime ?? 0;
    private static Task<IReadOnlyList<ProcessEntry>>? running;
    private static Task<IReadOnlyList<ProcessEntry>>? next;

    /// <summary>All processes, read after this call began. Callers that come while one reading runs share the next: 200 stops cost a few.</summary>
    public static Task<IReadOnlyList<ProcessEntry>> ReadAsync()
    {
        lock (Gate)
        {
            return next ??= ReadNextAsync(running);
        }

        static async Task<IReadOnlyList<ProcessEntry>> ReadNextAsync(Task? before)
        {
            await Task.Yield();
            if (before is not null)
            {
                await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            lock (Gate)
            {
                running = next;
                next = null;
            }

            return Read();
        }
    }

    public static IReadOnlyList<ProcessEntry> Read()
    {
        var buffer = new byte[128 * 1024];
        var entries = new List<ProcessEntry>(512);
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), out var pid) && Find(pid, buffer) is { } entry)
            {
                // Who is older than this host was not started by it: no need to look at its environment.
                var run = entry.Lives && entry.StartTime >= HostStart ? FindRun(pid, buffer) : null;
                entries.Add(entry with { Run = run });
            }
        }

        return entries;
    }

    /// <summary>One process without its run; null when there is none.</summary>
    public static ProcessEntry? Find(int pid) => Find(pid, new byte[1024]);

    private static ProcessEntry? Find(int pid, byte[] buffer)
    {
        var stat = ReadFile($"/proc/{pid}/stat", buffer);
        var nameEnd = stat.LastIndexOf((byte)')');
        if (nameEnd < 0)
        {
            return null;
        }

        // After the name: state parent group session …, start time is the 20th.
        var fields = stat[(nameEnd + 2)..];
        var state = (char)fields[0];
        int parent = 0,
            session = 0;
        var number = 0;
        foreach (var range in fields.Split((byte)' '))
        {
            var field = fields[range];
            switch (++number)
            {
                case 2:
                    Utf8Parser.TryParse(field, out parent, out _);
                    break;
                case 4:
                    Utf8Parser.TryParse(field, out session, out _);
                    break;
                case 20:
                    Utf8Parser.TryParse(field, out ulong start, out _);
                    return new ProcessEntry(pid, parent, session, state, start, null);
            }
        }

        return null;
    }

    private static string? FindRun(int pid, byte[] buffer)
    {
        var environment = ReadFile($"/proc/{pid}/environ", buffer);
        foreach (var range in environment.Split((byte)0))
        {
            var variable = environment[range];
            if (variable.StartsWith(RunMarker.VariableAssignment))
            {
                return Encoding.UTF8.GetString(variable[RunMarker.VariableAssignment.Length..]);
            }
        }

        return null;
    }

    // Three system calls and no allocation for the content; a process that ends meanwhile reads as empty.
    private static unsafe ReadOnlySpan<byte> ReadFile(string path, byte[] buffer)
    {
        Span<byte> name = stackalloc byte[64];
        name[Encoding.UTF8.GetBytes(path, name)] = 0;
        fixed (byte* pointer = name)
        fixed (byte* target = buffer)
        {
            var file = Libc.Open(pointer, Libc.CloseOnExec, 0);
            if (file < 0)
            {
                return default;
            }

            nint length = 0;
            nint count;
            while ((count = Libc.Read(file, target + length, buffer.Length - length)) > 0)
            {
                length += count;
            }

            Libc.Close(file);
            return buffer.AsSpan(0, (int)length);
        }
    }
}
