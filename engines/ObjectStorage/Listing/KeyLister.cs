using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Listing;

/// <summary>Walks the index of keys for a page; a common prefix costs one step however many keys it hides.</summary>
internal static class KeyLister
{
    /// <summary>Latest versions; keys whose latest is a delete marker are not there.</summary>
    public static ListPage<ObjectVersion> Objects(KeyIndex keys, ListQuery query) =>
        Walk(keys, query, resumeInside: null, entry => entry.Latest.IsDeleteMarker ? [] : [entry.Latest]);

    /// <param name="versionMarker">The version of the key <see cref="ListQuery.After"/> behind which to go on; null behind the key.</param>
    public static ListPage<ObjectVersion> Versions(KeyIndex keys, ListQuery query, string? versionMarker) =>
        Walk(keys, query, versionMarker, entry => entry.Versions);

    private static ListPage<ObjectVersion> Walk(
        KeyIndex keys,
        ListQuery query,
        string? resumeInside,
        Func<KeyEntry, IEnumerable<ObjectVersion>> versionsOf
    )
    {
        var items = new List<ObjectVersion>();
        var prefixes = new List<string>();
        var last = "";
        if (query.Max == 0)
            return new(items, prefixes, null);
        var first = KeyComparer.Instance.Compare(query.After, query.Prefix) > 0 ? query.After : query.Prefix;
        var walk = keys.From(first).GetEnumerator();
        try
        {
            while (walk.MoveNext())
            {
                var entry = walk.Current;
                if (!entry.Key.StartsWith(query.Prefix, StringComparison.Ordinal))
                    break;
                var versions = versionsOf(entry);
                if (query.After.Length > 0 && KeyComparer.Instance.Compare(entry.Key, query.After) <= 0)
                {
                    if (resumeInside is null || entry.Key != query.After)
                        continue;
                    versions = versions.SkipWhile(version => version.VersionId != resumeInside).Skip(1);
                }
                if (!versions.Any())
                    continue;
                if (query.Rollup(entry.Key) is { } prefix)
                {
                    if (prefix != query.After)
                    {
                        if (items.Count + prefixes.Count == query.Max)
                            return new(items, prefixes, last);
                        prefixes.Add(last = prefix);
                    }
                    walk.Dispose();
                    walk = keys.Behind(prefix).GetEnumerator();
                    continue;
                }
                foreach (var version in versions)
                {
                    if (items.Count + prefixes.Count == query.Max)
                        return new(items, prefixes, last);
                    items.Add(version);
                    last = entry.Key;
                }
            }
        }
        finally
        {
            walk.Dispose();
        }
        return new(items, prefixes, null);
    }
}
