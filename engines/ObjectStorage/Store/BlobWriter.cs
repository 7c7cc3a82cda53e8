using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Platform.Engines.ObjectStorage.Payload;

namespace Platform.Engines.ObjectStorage.Store;

/// <summary>Writes one blob; the file goes again unless a version took hold of it before this is disposed.</summary>
internal sealed class BlobWriter(BlobStore store, Guid id) : IPayloadSink, IDisposable
{
    // Large enough for few system calls, small enough for many uploads at a time.
    private const int BufferSize = 256 * 1024;
    private byte[]? buffer;
    private int filled;
    private SafeFileHandle? file;
    private bool disposed;

    public long Length { get; private set; }

    /// <summary>Null when nothing was written: an empty object has no file.</summary>
    public Guid? Blob => Length == 0 ? null : id;

    // Writing to the page cache takes some ten microseconds: less than a hop to another thread for it.
    public void Append(ReadOnlySpan<byte> data)
    {
        buffer ??= ArrayPool<byte>.Shared.Rent(BufferSize);
        while (!data.IsEmpty)
        {
            var taken = Math.Min(data.Length, buffer.Length - filled);
            data[..taken].CopyTo(buffer.AsSpan(filled));
            filled += taken;
            data = data[taken..];
            if (filled == buffer.Length)
                Flush();
        }
    }

    /// <summary>Hands the rest to the system; from here on a commit may speak of the blob.</summary>
    public void Finish()
    {
        if (filled > 0)
            Flush();
        file?.Dispose();
        file = null;
    }

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        file?.Dispose();
        if (buffer is not null)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = null;
        store.Release(id);
    }

    private void Flush()
    {
        file ??= Open();
        RandomAccess.Write(file, buffer.AsSpan(0, filled), Length);
        Length += filled;
        filled = 0;
    }

    private SafeFileHandle Open()
    {
        var path = store.PathOf(id);
        try
        {
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        }
        catch (DirectoryNotFoundException)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        }
    }
}
