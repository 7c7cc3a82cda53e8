using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Platform.Engines.Storage;

/// <summary>Reads a journal's records from its beginning to the first that is not whole.</summary>
internal static class JournalReader
{
    private const int WindowLength = 256 * 1024;

    /// <summary>Replays every whole record and returns where the last of them ends.</summary>
    public static long Replay(SafeFileHandle file, int maxRecordLength, JournalReplay replay)
    {
        var length = RandomAccess.GetLength(file);
        var window = ArrayPool<byte>.Shared.Rent(WindowLength);
        try
        {
            long start = 0;
            var filled = 0;
            var used = 0;
            while (true)
            {
                // Room for one header; then for the whole record, in a larger window where it needs one.
                if (!Fill(RecordFrame.HeaderLength))
                {
                    return start + used;
                }

                var payload = RecordFrame.LengthOf(window.AsSpan(used));
                if (
                    payload <= 0
                    || payload > maxRecordLength
                    || payload > length - start - used - RecordFrame.HeaderLength
                    || !Fill(RecordFrame.HeaderLength + payload)
                )
                {
                    return start + used;
                }

                var record = window.AsSpan(used + RecordFrame.HeaderLength, payload);
                if (!RecordFrame.IsWhole(window.AsSpan(used), record))
                {
                    return start + used;
                }

                replay(record);
                used += RecordFrame.HeaderLength + payload;
            }

            bool Fill(int wanted)
            {
                if (filled - used >= wanted)
                {
                    return true;
                }

                if (window.Length < wanted)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(wanted);
                    window.AsSpan(used, filled - used).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(window);
                    window = larger;
                }
                else
                {
                    window.AsSpan(used, filled - used).CopyTo(window);
                }

                start += used;
                filled -= used;
                used = 0;
                while (filled < wanted)
                {
                    var read = RandomAccess.Read(file, window.AsSpan(filled), start + filled);
                    if (read == 0)
                    {
                        return false;
                    }

                    filled += read;
                }

                return true;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }
}
