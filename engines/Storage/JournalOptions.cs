namespace Platform.Engines.Storage;

/// <summary>Called for every whole record of a journal, oldest first. The span is valid during the call only.</summary>
public delegate void JournalReplay(ReadOnlySpan<byte> record);

/// <summary>How a <see cref="Journal"/> behaves.</summary>
public sealed record JournalOptions
{
    /// <summary>The largest record, in bytes; default 64 MiB. A longer length on disk is taken for damage, and nothing is allocated for it.</summary>
    public int MaxRecordLength { get; init; } = 64 * 1024 * 1024;

    /// <summary>What a power loss may cost: written records are flushed to the disk this long after the first of them; default 1 s.</summary>
    public TimeSpan FlushDelay { get; init; } = TimeSpan.FromSeconds(1);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
