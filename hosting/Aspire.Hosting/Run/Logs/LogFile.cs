using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Hosting.Run.Logs;

/// <summary>The file of one instance's output. The previous host's file is kept beside it as <c>.1</c>.</summary>
internal sealed class LogFile : IDisposable
{
    private const int LargestKeptBuffer = 256 * 1024;

    private readonly SafeFileHandle handle;
    private ArrayBufferWriter<byte> gathered = new();

    public LogFile(string path)
    {
        Path = path;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        if (File.Exists(path))
        {
            File.Move(path, path + ".1", overwrite: true);
        }

        handle = File.OpenHandle(
            path,
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete,
            FileOptions.Asynchronous
        );
    }

    public string Path { get; }

    /// <summary>Writes lines at an offset, each with a line end.</summary>
    /// <exception cref="IOException">The disk is full, or gone.</exception>
    public void Write(List<ReadOnlyMemory<byte>> lines, long offset)
    {
        gathered.ResetWrittenCount();
        foreach (var line in lines)
        {
            gathered.Write(line.Span);
            gathered.Write("\n"u8);
        }

        RandomAccess.Write(handle, gathered.WrittenSpan, offset);
        if (gathered.Capacity > LargestKeptBuffer)
        {
            gathered = new ArrayBufferWriter<byte>();
        }
    }

    /// <summary>Reads back complete lines from an offset: at most <paramref name="count"/>, at least one.</summary>
    public async Task<List<ReadOnlyMemory<byte>>> ReadAsync(long offset, long count, CancellationToken cancellationToken)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        for (var size = 256 * 1024; lines.Count == 0; size *= 2)
        {
            var block = new byte[size];
            var length = await RandomAccess.ReadAsync(handle, block, offset, cancellationToken).ConfigureAwait(false);
            var start = 0;
            int found;
            while (lines.Count < count && (found = block.AsSpan(start, length - start).IndexOf((byte)'\n')) >= 0)
            {
                lines.Add(block.AsMemory(start, found));
                start += found + 1;
            }

            if (lines.Count == 0 && length < size)
            {
                throw new EndOfStreamException($"'{Path}' was shortened while it was read.");
            }
        }

        return lines;
    }

    public void Dispose() => handle.Dispose();
}
