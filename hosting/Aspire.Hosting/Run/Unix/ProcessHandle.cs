using System.ComponentModel;
using System.Runtime.InteropServices;
using Platform.Hosting;

namespace Aspire.Hosting.Run.Unix;

/// <summary>A hold on one process that stays right when its id is used again: signals and exit go through a pidfd.</summary>
internal sealed class ProcessHandle : IDisposable
{
    private readonly Lock gate = new();
    private int pidfd;

    private ProcessHandle(int pid, int pidfd)
    {
        Id = pid;
        this.pidfd = pidfd;
        Exited = ExitWatcher.Shared.WhenExited(pidfd);
    }

    public int Id { get; }

    /// <summary>Completes when the process has ended, reaped or not.</summary>
    public Task Exited { get; }

    /// <summary>A handle, or null when there is no such process any more.</summary>
    public static ProcessHandle? TryOpen(int pid)
    {
        var pidfd = (int)Libc.SystemCall(Libc.PidfdOpen, pid, 0, 0, 0);
        if (pidfd >= 0)
        {
            return new ProcessHandle(pid, pidfd);
        }

        return Marshal.GetLastPInvokeError() switch
        {
            Libc.NoProcess => null,
            Libc.NotSupported => throw new PlatformNotSupportedException("Linux 5.3 or newer is needed: this kernel has no pidfd_open."),
            var error => throw new Win32Exception(error),
        };
    }

    /// <summary>A handle on the process that was seen in a table, or null when that one has ended since.</summary>
    public static ProcessHandle? TryOpen(in ProcessEntry entry)
    {
        var handle = TryOpen(entry.Id);
        if (handle is not null && ProcessTable.Find(entry.Id)?.StartTime != entry.StartTime)
        {
            handle.Dispose();
            return null;
        }

        return handle;
    }

    /// <summary>Sends a signal; nothing happens when the process has ended.</summary>
    /// <exception cref="Win32Exception">The process belongs to another user.</exception>
    public void Signal(StopSignal signal)
    {
        lock (gate)
        {
            if (pidfd >= 0 && Libc.SystemCall(Libc.PidfdSendSignal, pidfd, (int)signal, 0, 0) < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error != Libc.NoProcess)
                {
                    throw new Win32Exception(error);
                }
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (pidfd >= 0)
            {
                Libc.Close(pidfd);
                pidfd = -1;
            }
        }
    }
}
