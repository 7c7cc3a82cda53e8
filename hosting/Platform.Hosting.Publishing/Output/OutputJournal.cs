namespace Platform.Hosting.Publishing.Output;

/// <summary>All that a run was about to do, once every new file lay ready: who finds it finishes it.</summary>
internal sealed record OutputJournal(IReadOnlyList<JournalEntry> Entries, Ownership Ownership);

/// <param name="Staged">The new file's name in the staging directory; null: the file is removed.</param>
/// <param name="Before">The hash of what was on disk; null: nothing was. What is neither this nor ours was changed by hand since, and is kept.</param>
internal sealed record JournalEntry(string Path, string? Staged, string? Before);
