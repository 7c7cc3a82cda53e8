using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Platform.Engines.Storage;

/// <summary>
/// An append-only file of records: the commit point of an engine. A record that was appended was written by a system call: it survives the end
/// of the process, <c>kill -9</c> included. A power loss may cost the last <see cref="JournalOptions.FlushDelay"/>.
/// One process at a time, which <see cref="DataDirectory"/> sees to; any thread.
/// </summary>
public sealed class Journal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly JournalOptions _options;
    private readonly string _path;
    private readonly ITimer _flush;
    private SafeFileHandle _file;
    private long _length;
    private bool _flushPending;
    private bool _closed;
    private Exception? _failure;

    private Journal(string path, SafeFileHandle file, long length, JournalOptions options)
    {
        _path = path;
        _file = file;
        _length = length;
        _options = options;
        _flush = options.Time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The file's length in bytes, framing included.</summary>
    public long Length
    {
        get
        {
            lock (_lock)
            {
                return _length;
            }
        }
    }

    /// <summary>
    /// Opens or creates a journal and replays what it holds. Bytes after the last whole record (a torn write) are cut off, and kept in
    /// <c>PATH.cut</c> for whoever wants to look.
    /// </summary>
    /// <exception cref="StorageException">The file cannot be read or written.</exception>
    public static Journal Open(string path, JournalReplay replay, JournalOptions? options = null)
    {
        options ??= new JournalOptions();
        path = Path.GetFullPath(path);
        // An unfinished rewrite never counted.
        File.Delete(RewriteOf(path));
        var file = OpenFile(path, FileMode.OpenOrCreate);
        try
        {
            var end = JournalReader.Replay(file, options.MaxRecordLength, replay);
            if (end < RandomAccess.GetLength(file))
            {
                KeepCut(file, end, path + ".cut");
                RandomAccess.SetLength(file, end);
            }

            return new Journal(path, file, end, options);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Appends one record and returns when it is written.</summary>
    /// <exception cref="ArgumentException">The record is empty or longer than <see cref="JournalOptions.MaxRecordLength"/>.</exception>
    /// <exception cref="StorageException">It could not be written (a full disk); the journal is as it was before.</exception>
    public void Append(ReadOnlySpan<byte> record)
    {
        if (record.IsEmpty || record.Length > _options.MaxRecordLength)
        {
            throw new ArgumentException(
                $"A record has 1 to {_options.MaxRecordLength} bytes; this one has {record.Length}.",
                nameof(record)
            );
        }

        var length = RecordFrame.HeaderLength + record.Length;
        var frame = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            RecordFrame.Write(frame, record);
            lock (_lock)
            {
                ThrowIfUnusable();
                Write(frame.AsSpan(0, length));
                if (!_flushPending)
                {
                    _flushPending = true;
                    _flush.Change(_options.FlushDelay, Timeout.InfiniteTimeSpan);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }

    /// <summary>
    /// Replaces the journal by these records: written to a file beside it, flushed, and renamed over it, so that a crash leaves the old one or
    /// the new one. Appends wait meanwhile; the caller sees to it that <paramref name="live"/> says everything that was appended before.
    /// </summary>
    /// <exception cref="StorageException">It could not be written; the journal is as it was before.</exception>
    public void Compact(IEnumerable<ReadOnlyMemory<byte>> live)
    {
        lock (_lock)
        {
            ThrowIfUnusable();
            var rewrite = RewriteOf(_path);
            var file = OpenFile(rewrite, FileMode.Create);
            try
            {
                var length = JournalWriter.WriteAll(file, live, _options.MaxRecordLength);
                RandomAccess.FlushToDisk(file);
                File.Move(rewrite, _path, overwrite: true);
                (_file, file) = (file, _file);
                _length = length;
            }
            catch (IOException refusal)
            {
                File.Delete(rewrite);
                throw new StorageException($"{_path} could not be compacted: {refusal.Message} It is as it was before.", refusal);
            }
            finally
            {
                file.Dispose();
            }
        }
    }

    /// <summary>Copies the journal as it is now; appends go on.</summary>
    public void CopyTo(string file)
    {
        SafeFileHandle source;
        long length;
        lock (_lock)
        {
            ThrowIfUnusable();
            // The handle keeps the file that a compaction may rename away.
            source = File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            length = _length;
        }

        using (source)
        {
            using var target = File.OpenHandle(file, FileMode.Create, FileAccess.Write);
            JournalWriter.Copy(source, 0, length, target);
        }
    }

    /// <summary>Flushes to the disk and closes.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            _flush.Dispose();
            using (_file)
            {
                if (_flushPending)
                {
                    RandomAccess.FlushToDisk(_file);
                }
            }
        }
    }

    private static string RewriteOf(string path) => path + ".new";

    private static SafeFileHandle OpenFile(string path, FileMode mode)
    {
        try
        {
            return File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The journal {path} cannot be opened: {refusal.Message}", refusal);
        }
    }

    private static void KeepCut(SafeFileHandle file, long start, string path)
    {
        using var cut = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        JournalWriter.Copy(file, start, RandomAccess.GetLength(file) - start, cut);
    }

    private void Write(ReadOnlySpan<byte> frame)
    {
        try
        {
            RandomAccess.Write(_file, frame, _length);
            _length += frame.Length;
        }
        // A limit on a file's length (ulimit, FAT's 4 GB) is told as an argument out of range.
        catch (Exception refusal) when (refusal is IOException or ArgumentOutOfRangeException)
        {
            try
            {
                RandomAccess.SetLength(_file, _length);
            }
            catch (IOException)
            {
                // Half a record lies behind the last whole one: whatever came after it would be lost at the next start.
                _failure = refusal;
            }

            throw new StorageException($"{_path} could not be written: {refusal.Message} Make room on the disk, then try again.", refusal);
        }
    }

    // Outside the lock: a flush takes milliseconds, or seconds behind somebody's large file, and appends need not wait for it.
    private void Flush()
    {
        SafeFileHandle file;
        lock (_lock)
        {
            if (_closed || !_flushPending)
            {
                return;
            }

            _flushPending = false;
            file = _file;
        }

        try
        {
            RandomAccess.FlushToDisk(file);
        }
        catch (ObjectDisposedException)
        {
            // Closed or compacted meanwhile, which flushes by itself.
        }
        catch (IOException refusal)
        {
            // The disk does not have what was acknowledged, and will not tell again.
            lock (_lock)
            {
                _failure = refusal;
            }
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_failure is not null)
        {
            throw new StorageException($"{_path} failed before ({_failure.Message}) and takes nothing more. Restart the engine.", _failure);
        }
    }
}
