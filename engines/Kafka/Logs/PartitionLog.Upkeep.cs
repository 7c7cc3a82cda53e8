using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Logs;

/// <summary>What keeps a log within its bounds and on the disk, and its end.</summary>
internal sealed partial class PartitionLog
{
    /// <summary>Moves the start of the log forward and deletes the segments that lie before it.</summary>
    /// <param name="keep">Called with the new start before anything is deleted: keeps it beyond a restart.</param>
    public ErrorCode DeleteRecords(long before, Action<long> keep)
    {
        lock (_lock)
        {
            if (!Settings.Deletes)
            {
                return ErrorCode.PolicyViolation;
            }

            before = before == -1 ? _highWatermark : before;
            if (before < 0 || before > _highWatermark)
            {
                return ErrorCode.OffsetOutOfRange;
            }

            if (before > _logStart)
            {
                keep(before);
                Volatile.Write(ref _logStart, before);
                _segments.DeleteBefore(before);
            }

            return ErrorCode.None;
        }
    }

    /// <summary>Deletes whole segments that are older or more than the topic keeps, and forgets producers that are long silent.</summary>
    public void Retain()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            var settings = Settings;
            if (settings.Deletes && _segments.Retain(settings, Now, _producers))
            {
                Volatile.Write(ref _logStart, Math.Max(_logStart, _segments.FirstOffset));
            }

            _producers.Expire(Now - settings.ProducerExpirationMs, _logStart);
        }
    }

    /// <summary>Flushes to the disk what was written since the last time.</summary>
    public void Flush()
    {
        List<Segment> dirty;
        lock (_lock)
        {
            dirty = [.. _segments.All.Where(segment => segment.IsDirty)];
        }

        // Not under the lock: appends go on.
        foreach (var segment in dirty)
        {
            try
            {
                segment.Flush();
            }
            catch (ObjectDisposedException)
            {
                // Deleted by retention in this moment: nothing is left to flush.
            }
        }
    }

    /// <summary>Copies the log as it is now into <paramref name="directory"/>; appends go on.</summary>
    public void CopyTo(string directory)
    {
        List<(Segment Segment, int Length)> all;
        lock (_lock)
        {
            all = [.. _segments.All.Select(segment => (segment, segment.Length))];
        }

        Directory.CreateDirectory(directory);
        foreach (var (segment, length) in all)
        {
            try
            {
                segment.CopyTo(directory, length);
            }
            catch (ObjectDisposedException)
            {
                // Retention took it in this moment: the copy begins with the next one.
                File.Delete(Path.Combine(directory, Path.GetFileName(segment.Path)));
            }
        }
    }

    /// <summary>Closes, and wakes those that wait. The states that make the next start quick are saved.</summary>
    public void Dispose() => Close(save: true);

    /// <summary>Closes for a directory that will be deleted.</summary>
    public void Abandon() => Close(save: false);

    private void Close(bool save)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            _segments.Close(save ? _producers : null);
        }

        Waiting.Wake();
    }
}
