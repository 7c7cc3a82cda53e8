using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace Platform.Extraction.Intake;

/// <summary>A file's bytes as memory that the system pages in and out: readers go to and fro in a PDF of any size without a copy on the heap.</summary>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _first;
    private readonly int _length;
    private bool _disposed;

    public MappedFile(FileStream file)
    {
        file.Flush();
        _length = checked((int)file.Length);
        _file = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor(0, _length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _first);
    }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new(_first, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0) => new(_first + elementIndex);

    public override void Unpin() { }

    protected override void Dispose(bool disposing)
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    public void Dispose() => ((IDisposable)this).Dispose();
}
