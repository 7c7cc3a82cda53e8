namespace Platform.Engines.ObjectStorage.Store;

/// <summary>All versions of one key, the latest first.</summary>
internal sealed class KeyEntry(string key)
{
    public string Key => key;

    public List<ObjectVersion> Versions { get; } = [];

    public ObjectVersion Latest => Versions[0];
}

/// <summary>The keys of a bucket in S3's order. Not thread-safe: the store's lock is held.</summary>
internal sealed class KeyIndex
{
    // Greater than every key that begins as the probe does: the last code point there is.
    private const string Last = "\U0010FFFF";
    private static readonly KeyEntry End = new("");
    private readonly SortedSet<KeyEntry> order = new(
        Comparer<KeyEntry>.Create(
            (a, b) =>
                ReferenceEquals(a, b) ? 0
                : ReferenceEquals(a, End) ? 1
                : ReferenceEquals(b, End) ? -1
                : KeyComparer.Instance.Compare(a.Key, b.Key)
        )
    );
    private readonly Dictionary<string, KeyEntry> byKey = [];

    public int Count => byKey.Count;

    public IEnumerable<KeyEntry> All => order;

    public KeyEntry? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>Puts a version in front; one with the same id goes and is returned.</summary>
    public ObjectVersion? Add(ObjectVersion version)
    {
        if (!byKey.TryGetValue(version.Key, out var entry))
        {
            entry = byKey[version.Key] = new(version.Key);
            order.Add(entry);
        }
        var same = entry.Versions.FindIndex(other => other.VersionId == version.VersionId);
        var replaced = same < 0 ? null : entry.Versions[same];
        if (same >= 0)
            entry.Versions.RemoveAt(same);
        entry.Versions.Insert(0, version);
        return replaced;
    }

    public ObjectVersion? Remove(string key, string versionId)
    {
        if (!byKey.TryGetValue(key, out var entry) || entry.Versions.Find(version => version.VersionId == versionId) is not { } removed)
            return null;
        entry.Versions.Remove(removed);
        if (entry.Versions.Count == 0)
        {
            byKey.Remove(key);
            order.Remove(entry);
        }
        return removed;
    }

    public void Replace(ObjectVersion old, ObjectVersion changed)
    {
        var versions = byKey[old.Key].Versions;
        versions[versions.IndexOf(old)] = changed;
    }

    /// <summary>Entries from <paramref name="key"/> on, that key included.</summary>
    public IEnumerable<KeyEntry> From(string key) => key.Length == 0 ? order : order.GetViewBetween(new(key), End);

    /// <summary>Entries behind all that begin with <paramref name="prefix"/>.</summary>
    public IEnumerable<KeyEntry> Behind(string prefix) =>
        From(prefix + Last).SkipWhile(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal));
}
