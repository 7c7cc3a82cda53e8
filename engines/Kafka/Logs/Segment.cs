using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Platform.Engines.Kafka.Logs;

/// <summary>One file of record batches, named by the offset of its first. Appends by one thread at a time; reads of what was appended by any.</summary>
internal sealed class Segment : IDisposable
{
    public const string Extension = ".log";

    private readonly SafeFileHandle _file;
    private int _length;

    private Segment(string path, long baseOffset, SafeFileHandle file, int indexInterval, long created)
    {
        Path = path;
        BaseOffset = baseOffset;
        NextOffset = baseOffset;
        Created = created;
        _file = file;
        Index = new SegmentIndex(indexInterval);
    }

    public string Path { get; }

    public long BaseOffset { get; }

    public long NextOffset { get; private set; }

    /// <summary>Bytes that count; published after they are written.</summary>
    public int Length => Volatile.Read(ref _length);

    /// <summary>When this process made or opened it, in Unix milliseconds: <c>segment.ms</c> counts from there.</summary>
    public long Created { get; }

    public SegmentIndex Index { get; private set; }

    /// <summary>Bytes that are written and not flushed to the disk.</summary>
    public bool IsDirty { get; private set; }

    public static Segment Create(string directory, long baseOffset, int indexInterval, long now) =>
        Open(System.IO.Path.Combine(directory, baseOffset.ToString("d20", CultureInfo.InvariantCulture) + Extension), indexInterval, now);

    /// <summary>Opens a segment as empty: <see cref="Recover"/> or <see cref="Adopt"/> says what it holds.</summary>
    public static Segment Open(string path, int indexInterval, long now)
    {
        var baseOffset = long.Parse(System.IO.Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture);
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        return new Segment(path, baseOffset, file, indexInterval, now);
    }

    public static IEnumerable<string> FilesOf(string directory) =>
        Directory.EnumerateFiles(directory, "*" + Extension).Order(StringComparer.Ordinal);

    public long FileLength => RandomAccess.GetLength(_file);

    /// <summary>Appends one batch, written when this returns.</summary>
    /// <exception cref="IOException">Nothing was appended.</exception>
    public void Append(ReadOnlySpan<byte> bytes, RecordBatch batch)
    {
        try
        {
            RandomAccess.Write(_file, bytes, _length);
        }
        catch (IOException)
        {
            // What was written in part would stand between two batches.
            RandomAccess.SetLength(_file, _length);
            throw;
        }

        Count(batch);
        IsDirty = true;
    }

    public int Read(Span<byte> into, int position) =>
        RandomAccess.Read(_file, into[..Math.Min(into.Length, Math.Max(0, Length - position))], position);

    /// <summary>Takes over what a saved index says: the first <paramref name="length"/> bytes are known to be good.</summary>
    public void Adopt(SegmentIndex index, int length, long nextOffset)
    {
        Index = index;
        NextOffset = nextOffset;
        Volatile.Write(ref _length, length);
    }

    /// <summary>Reads what lies behind <see cref="Length"/>, batch by batch, and cuts off what is not whole (a torn tail).</summary>
    /// <param name="each">Called for each good batch with its bytes, in order.</param>
    /// <returns>The bytes that were cut off.</returns>
    public long Recover(BatchVisitor each)
    {
        var end = RandomAccess.GetLength(_file);
        var buffer = new byte[RecordBatch.HeaderSize];
        while (_length + (long)RecordBatch.HeaderSize <= end)
        {
            RandomAccess.Read(_file, buffer.AsSpan(0, RecordBatch.HeaderSize), _length);
            var batch = RecordBatch.Read(buffer);
            if (batch.Magic != RecordBatch.CurrentMagic || batch.Size < RecordBatch.HeaderSize || batch.Size > end - _length)
            {
                break;
            }

            if (buffer.Length < batch.Size)
            {
                Array.Resize(ref buffer, batch.Size);
            }

            var bytes = buffer.AsSpan(0, batch.Size);
            RandomAccess.Read(_file, bytes, _length);
            if (batch.BaseOffset < NextOffset || batch.LastOffsetDelta < 0 || !batch.ChecksumMatches(bytes))
            {
                break;
            }

            each(batch, bytes);
            Count(batch);
        }

        if (end > _length)
        {
            RandomAccess.SetLength(_file, _length);
        }

        return end - _length;
    }

    /// <summary>Copies the first <paramref name="length"/> bytes, which are written and never change, into a directory.</summary>
    public void CopyTo(string directory, int length)
    {
        using var copy = File.OpenHandle(
            System.IO.Path.Combine(directory, System.IO.Path.GetFileName(Path)),
            FileMode.Create,
            FileAccess.Write
        );
        var buffer = new byte[Math.Min(length, 1024 * 1024)];
        for (var position = 0; position < length; )
        {
            var read = Read(buffer.AsSpan(0, Math.Min(buffer.Length, length - position)), position);
            RandomAccess.Write(copy, buffer.AsSpan(0, read), position);
            position += read;
        }
    }

    public void Flush()
    {
        IsDirty = false;
        RandomAccess.FlushToDisk(_file);
    }

    public void Delete()
    {
        Dispose();
        File.Delete(Path);
        File.Delete(SegmentState.PathFor(Path));
    }

    public void Dispose() => _file.Dispose();

    private void Count(RecordBatch batch)
    {
        Index.Add(batch, _length);
        NextOffset = batch.NextOffset;
        Volatile.Write(ref _length, _length + batch.Size);
    }
}

/// <summary>Sees one batch while a segment is read; the bytes are valid during the call only.</summary>
internal delegate void BatchVisitor(RecordBatch batch, ReadOnlySpan<byte> bytes);
