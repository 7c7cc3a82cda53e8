using System.Runtime.InteropServices;
using Platform.Hosting;

namespace Aspire.Hosting.Run.Unix;

/// <summary>
/// A spawned child: its exit code, and every process that belongs to it. It is not reaped while others of its session live, so its id,
/// which is the session's, cannot pass to a stranger meanwhile.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly ProcessHandle handle;
    private readonly string run;
    private int reaped;

    public ChildProcess(SpawnedProcess process, string run)
    {
        Id = process.Id;
        StartTime = process.StartTime;
        this.run = run;
        handle = ProcessHandle.TryOpen(Id) ?? throw new InvalidOperationException($"Process {Id} was reaped by someone else.");
        Exited = ReadExitCodeAsync();
    }

    public int Id { get; }

    public ulong StartTime { get; }

    /// <summary>The exit code; 128 + n when signal n ended it.</summary>
    public Task<int> Exited { get; }

    public void Signal(StopSignal signal) => handle.Signal(signal);

    /// <summary>
    /// The living processes that belong to this child: of its session, descended from one that does, or carrying its run's marker
    /// (PostgreSQL gives each of its processes a session of its own).
    /// </summary>
    public async Task<IReadOnlyList<ProcessEntry>> ReadMembersAsync()
    {
        if (reaped != 0)
        {
            return [];
        }

        var table = await ProcessTable.ReadAsync().ConfigureAwait(false);
        var ids = new HashSet<int> { Id };
        var members = new List<ProcessEntry>();
        int before;
        do
        {
            before = ids.Count;
            foreach (var entry in table)
            {
                if (entry.Session == Id || entry.Run == run || ids.Contains(entry.Parent))
                {
                    ids.Add(entry.Id);
                }
            }
        } while (ids.Count > before);

        members.AddRange(table.Where(entry => entry.Lives && ids.Contains(entry.Id)));
        return members;
    }

    /// <summary>Signals every living member; returns those it reached, which the caller disposes of.</summary>
    public async Task<IReadOnlyList<ProcessHandle>> SignalMembersAsync(StopSignal signal)
    {
        var reached = new List<ProcessHandle>();
        foreach (var member in await ReadMembersAsync().ConfigureAwait(false))
        {
            if (ProcessHandle.TryOpen(member) is { } opened)
            {
                reached.Add(opened);
                opened.Signal(signal);
            }
        }

        return reached;
    }

    /// <summary>Reaps it, if it has ended. Its id may belong to another process from then on.</summary>
    public unsafe void Dispose()
    {
        if (Exited.IsCompleted && Interlocked.Exchange(ref reaped, 1) == 0)
        {
            var info = stackalloc byte[128];
            _ = Libc.Wait(Libc.WaitByPid, Id, info, Libc.WaitExited | Libc.WaitNoHang);
            handle.Dispose();
        }
    }

    private async Task<int> ReadExitCodeAsync()
    {
        await handle.Exited.ConfigureAwait(false);
        return PeekExitCode();
    }

    private unsafe int PeekExitCode()
    {
        const int CodeOffset = 8;
        const int StatusOffset = 24;
        var info = stackalloc byte[128];
        while (Libc.Wait(Libc.WaitByPid, Id, info, Libc.WaitExited | Libc.WaitNoReap) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Libc.Interrupted)
            {
                // Reaped by another: the host was started with SIGCHLD ignored and uses Process too. That it ended is all we know.
                return 255;
            }
        }

        var status = *(int*)(info + StatusOffset);
        return *(int*)(info + CodeOffset) == Libc.ChildExited ? status : 128 + status;
    }
}
