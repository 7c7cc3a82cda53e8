using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Hosting.Run.Unix;

/// <summary>A program to spawn; everything is resolved.</summary>
/// <param name="Path">The file itself: PATH is not searched.</param>
/// <param name="Environment">All of it, as <c>NAME=value</c>.</param>
/// <param name="HasInput">True for a pipe on standard input, false for <c>/dev/null</c>.</param>
/// <param name="HasOutput">True for pipes on standard output and error, false for <c>/dev/null</c>.</param>
internal sealed record SpawnRequest(
    string Path,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<string> Environment,
    string Directory,
    bool HasInput,
    bool HasOutput = true
);

/// <summary>A spawned child and the host's ends of its pipes.</summary>
internal sealed record SpawnedProcess(int Id, ulong StartTime, Stream? Input, Stream Output, Stream Error);

/// <summary>
/// Starts programs with <c>posix_spawn</c>, each in a session of its own. .NET's Process has no session and would need a <c>setsid</c>
/// between; it also copies a child's output through a pipe that only Process can read.
/// </summary>
internal static unsafe class Spawner
{
    // Larger than any C library's posix_spawnattr_t (336 bytes), posix_spawn_file_actions_t (80) and sigset_t (128).
    private const int OpaqueSize = 1024;

    /// <exception cref="Win32Exception">With the error number that <c>posix_spawn</c> gave.</exception>
    public static SpawnedProcess Spawn(SpawnRequest request)
    {
        using var input = request.HasInput ? Pipe.Create() : null;
        using var output = request.HasOutput ? Pipe.Create() : null;
        using var error = request.HasOutput ? Pipe.Create() : null;
        using var arguments = new NativeStrings([request.Path, .. request.Arguments]);
        using var environment = new NativeStrings(request.Environment);
        var actions = stackalloc byte[OpaqueSize];
        var attributes = stackalloc byte[OpaqueSize];
        var signals = stackalloc byte[OpaqueSize];
        Check(Libc.SpawnActionsInit(actions));
        Check(Libc.SpawnAttributesInit(attributes));
        try
        {
            AddStandardStreams(actions, input, output, error);
            Check(Libc.SpawnActionsChangeDirectory(actions, request.Directory));

            // The host ignores SIGPIPE and may have been started with others ignored or blocked: a child begins with a clean slate.
            Libc.SignalSetFill(signals);
            Check(Libc.SpawnAttributesSignalDefaults(attributes, signals));
            Libc.SignalSetEmpty(signals);
            Check(Libc.SpawnAttributesSignalMask(attributes, signals));
            Check(Libc.SpawnAttributesFlags(attributes, Libc.SpawnSetSession | Libc.SpawnSetSignalDefaults | Libc.SpawnSetSignalMask));
            Check(Libc.Spawn(out var pid, arguments.Pointer[0], actions, attributes, arguments.Pointer, environment.Pointer));

            // The child is not reaped before we say so: its entry is there even if it has ended already.
            var start = ProcessTable.Find(pid)?.StartTime ?? 0;
            return new SpawnedProcess(
                pid,
                start,
                input?.TakeWriter(),
                output?.TakeReader() ?? Stream.Null,
                error?.TakeReader() ?? Stream.Null
            );
        }
        finally
        {
            Libc.SpawnActionsDestroy(actions);
            Libc.SpawnAttributesDestroy(attributes);
        }
    }

    private static void AddStandardStreams(void* actions, Pipe? input, Pipe? output, Pipe? error)
    {
        const string Null = "/dev/null";
        const int WriteOnly = 1;
        Check(input is null ? Libc.SpawnActionsOpen(actions, 0, Null, 0, 0) : Libc.SpawnActionsDuplicate(actions, input.Reader, 0));
        Check(
            output is null ? Libc.SpawnActionsOpen(actions, 1, Null, WriteOnly, 0) : Libc.SpawnActionsDuplicate(actions, output.Writer, 1)
        );
        Check(error is null ? Libc.SpawnActionsOpen(actions, 2, Null, WriteOnly, 0) : Libc.SpawnActionsDuplicate(actions, error.Writer, 2));
        try
        {
            // .NET opens everything close-on-exec, but what a shell or an IDE handed to the host is not ours to pass on.
            Check(Libc.SpawnActionsCloseFrom(actions, 3));
        }
        catch (EntryPointNotFoundException)
        {
            // glibc before 2.34: the child inherits what the host inherited, as with Process.
        }
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }

    private sealed class Pipe(int reader, int writer) : IDisposable
    {
        private bool readerTaken;
        private bool writerTaken;

        public int Reader => reader;

        public int Writer => writer;

        public static Pipe Create()
        {
            var ends = stackalloc int[2];
            return Libc.Pipe(ends, Libc.CloseOnExec) == 0
                ? new Pipe(ends[0], ends[1])
                : throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        // These streams wait in .NET's epoll, not in a thread.
        public Stream TakeReader()
        {
            readerTaken = true;
            return new AnonymousPipeClientStream(PipeDirection.In, new SafePipeHandle(reader, ownsHandle: true));
        }

        public Stream TakeWriter()
        {
            writerTaken = true;
            return new AnonymousPipeClientStream(PipeDirection.Out, new SafePipeHandle(writer, ownsHandle: true));
        }

        public void Dispose()
        {
            if (!readerTaken)
            {
                Libc.Close(reader);
            }

            if (!writerTaken)
            {
                Libc.Close(writer);
            }
        }
    }
}
