namespace Platform.Engines.Kafka.Logs;

/// <summary>The segments of a log in order; the last one is appended to. Not thread-safe.</summary>
internal sealed class LogSegments(string directory)
{
    private readonly List<Segment> _all = [];

    public IReadOnlyList<Segment> All => _all;

    public Segment? Active => _all.Count == 0 ? null : _all[^1];

    public long FirstOffset => _all.Count == 0 ? 0 : _all[0].BaseOffset;

    public long NextOffset => Active?.NextOffset ?? 0;

    public long Size => _all.Sum(segment => (long)segment.Length);

    /// <summary>Reads what is there, with the help of saved states where they can be trusted.</summary>
    /// <returns>The bytes of a torn tail that were cut off.</returns>
    public long Open(LogSettings settings, ProducerStates producers, long now)
    {
        if (!Directory.Exists(directory))
        {
            return 0;
        }

        long cut = 0;
        foreach (var path in Segment.FilesOf(directory).ToList())
        {
            if (cut > 0)
            {
                // Behind a damaged segment offsets would have a hole; nothing acknowledged after a kill lies there.
                File.Move(path, path + ".cut", overwrite: true);
                continue;
            }

            var segment = Segment.Open(path, settings.IndexIntervalBytes, now);
            if (SegmentState.Load(path) is { } state && state.Length <= segment.FileLength)
            {
                segment.Adopt(SegmentIndex.Load(state.Index, settings.IndexIntervalBytes), state.Length, state.NextOffset);
                producers.Load(state.Producers);
            }

            cut = segment.Recover((batch, bytes) => Replay(batch, bytes, producers));
            _all.Add(segment);
        }

        return cut;
    }

    /// <summary>The segment that an append of so many bytes goes to: a new one where the active is full or too old.</summary>
    public Segment ForAppend(int bytes, long offset, LogSettings settings, long now, ProducerStates producers)
    {
        if (Active is not { } active)
        {
            return Add(offset, settings, now);
        }

        var full = active.Length + (long)bytes > settings.SegmentBytes || now - active.Created > settings.SegmentMs;
        return full && active.Length > 0 ? Roll(offset, settings, now, producers) : active;
    }

    public Segment? Find(long offset)
    {
        var (low, high) = (0, _all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _all[middle].NextOffset <= offset ? (middle + 1, high) : (low, middle);
        }

        return low < _all.Count ? _all[low] : null;
    }

    /// <summary>Deletes segments that end before the offset; the active one stays.</summary>
    public void DeleteBefore(long offset)
    {
        while (_all.Count > 1 && _all[0].NextOffset <= offset)
        {
            DeleteFirst();
        }
    }

    /// <summary>True where a segment was deleted.</summary>
    public bool Retain(LogSettings settings, long now, ProducerStates producers)
    {
        var before = _all.Count == 0 ? null : _all[0];
        // The active segment goes too once its last record is too old; appends then begin a new one.
        if (_all.Count > 0 && _all.All(Expired) && Active!.Length > 0)
        {
            Roll(Active.NextOffset, settings, now, producers);
        }

        while (_all.Count > 1 && (Expired(_all[0]) || (settings.RetentionBytes >= 0 && Size - _all[0].Length >= settings.RetentionBytes)))
        {
            DeleteFirst();
        }

        return _all.Count > 0 && _all[0] != before;

        // Records without a time are as old as what is known of their segment.
        bool Expired(Segment segment) =>
            settings.RetentionMs >= 0
            && (segment.Index.MaxTimestamp < 0 ? segment.Created : segment.Index.MaxTimestamp) < now - settings.RetentionMs;
    }

    /// <param name="producers">Null: what is known is not saved.</param>
    public void Close(ProducerStates? producers)
    {
        if (producers is not null && Active is { } active)
        {
            foreach (var segment in _all.Where(segment => segment.IsDirty))
            {
                segment.Flush();
            }

            Save(active, producers);
        }

        foreach (var segment in _all)
        {
            segment.Dispose();
        }

        _all.Clear();
    }

    private static void Save(Segment segment, ProducerStates producers) =>
        new SegmentState(segment.Length, segment.NextOffset, segment.Index.Save(), producers.Save()).Save(segment.Path);

    private static void Replay(RecordBatch batch, ReadOnlySpan<byte> bytes, ProducerStates producers)
    {
        if (!batch.IsControl)
        {
            producers.Add(batch, batch.MaxTimestamp);
        }
        else if (ControlBatch.Read(bytes) is { } marker)
        {
            producers.AddMarker(batch, marker.Commits, marker.CoordinatorEpoch, batch.MaxTimestamp);
        }
    }

    private Segment Roll(long offset, LogSettings settings, long now, ProducerStates producers)
    {
        // Not flushed here: a disk that takes its time would hold up the producers. The maintenance does it.
        Save(Active!, producers);
        return Add(offset, settings, now);
    }

    private Segment Add(long offset, LogSettings settings, long now)
    {
        Directory.CreateDirectory(directory);
        var segment = Segment.Create(directory, offset, settings.IndexIntervalBytes, now);
        _all.Add(segment);
        return segment;
    }

    private void DeleteFirst()
    {
        _all[0].Delete();
        _all.RemoveAt(0);
    }
}
