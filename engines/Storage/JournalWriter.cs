using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Platform.Engines.Storage;

/// <summary>Writes many records, or many bytes, with few system calls.</summary>
internal static class JournalWriter
{
    private const int BufferLength = 256 * 1024;

    /// <summary>Writes the records from the file's beginning and returns its length.</summary>
    public static long WriteAll(SafeFileHandle file, IEnumerable<ReadOnlyMemory<byte>> records, int maxRecordLength)
    {
        long written = 0;
        var used = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            foreach (var record in records)
            {
                if (record.IsEmpty || record.Length > maxRecordLength)
                {
                    throw new ArgumentException(
                        $"A record has 1 to {maxRecordLength} bytes; this one has {record.Length}.",
                        nameof(records)
                    );
                }

                var length = RecordFrame.HeaderLength + record.Length;
                if (buffer.Length - used < length)
                {
                    RandomAccess.Write(file, buffer.AsSpan(0, used), written);
                    written += used;
                    used = 0;
                    if (buffer.Length < length)
                    {
                        ArrayPool<byte>.Shared.Return(buffer);
                        buffer = ArrayPool<byte>.Shared.Rent(length);
                    }
                }

                RecordFrame.Write(buffer.AsSpan(used), record.Span);
                used += length;
            }

            RandomAccess.Write(file, buffer.AsSpan(0, used), written);
            return written + used;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static void Copy(SafeFileHandle source, long start, long length, SafeFileHandle target)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            for (long copied = 0; copied < length; )
            {
                var wanted = (int)Math.Min(buffer.Length, length - copied);
                var read = RandomAccess.Read(source, buffer.AsSpan(0, wanted), start + copied);
                if (read == 0)
                {
                    return;
                }

                RandomAccess.Write(target, buffer.AsSpan(0, read), copied);
                copied += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
