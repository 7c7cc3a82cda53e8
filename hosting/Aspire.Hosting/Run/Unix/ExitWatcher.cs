using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Run.Unix;

/// <summary>
/// One thread for the whole host that is told by the kernel when a process ends (pidfd and epoll). SIGCHLD is left alone: .NET's own
/// <see cref="System.Diagnostics.Process"/> reaps its children by it, and only those that it started itself.
/// </summary>
internal sealed unsafe class ExitWatcher
{
    // The kernel packs epoll_event on x64 only.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int DataOffset = EventSize - sizeof(long);
    private static readonly Lazy<ExitWatcher> Instance = new(() => new ExitWatcher());

    private readonly ConcurrentDictionary<long, TaskCompletionSource> waiting = new();
    private readonly int epoll;
    private long last;

    private ExitWatcher()
    {
        epoll = Libc.EpollCreate(Libc.CloseOnExec);
        if (epoll < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        new Thread(Loop, maxStackSize: 256 * 1024) { IsBackground = true, Name = "process exits" }.Start();
    }

    public static ExitWatcher Shared => Instance.Value;

    /// <summary>Completes when the process behind a pidfd ends. The descriptor stays the caller's.</summary>
    public Task WhenExited(int pidfd)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var key = Interlocked.Increment(ref last);
        waiting[key] = source;
        var request = stackalloc byte[EventSize];
        *(uint*)request = Libc.EpollIn | Libc.EpollOneShot;
        *(long*)(request + DataOffset) = key;
        if (Libc.EpollControl(epoll, Libc.EpollAdd, pidfd, request) < 0)
        {
            waiting.TryRemove(key, out _);
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        return source.Task;
    }

    private void Loop()
    {
        const int Batch = 64;
        var events = stackalloc byte[Batch * EventSize];
        while (true)
        {
            var count = Libc.EpollWait(epoll, events, Batch, -1);
            for (var i = 0; i < count; i++)
            {
                if (waiting.TryRemove(*(long*)(events + (i * EventSize) + DataOffset), out var source))
                {
                    source.TrySetResult();
                }
            }
        }
    }
}
