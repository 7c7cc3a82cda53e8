using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Listing;

/// <summary>Pages through the uploads in progress, by key and then by the time they were started.</summary>
internal static class UploadLister
{
    /// <param name="idMarker">The upload of the key <see cref="ListQuery.After"/> behind which to go on; null behind the key.</param>
    public static ListPage<MultipartUpload> List(IEnumerable<MultipartUpload> uploads, ListQuery query, string? idMarker)
    {
        var items = new List<MultipartUpload>();
        var prefixes = new List<string>();
        var last = "";
        if (query.Max == 0)
            return new(items, prefixes, null);
        var ordered = uploads
            .Where(upload => upload.Key.StartsWith(query.Prefix, StringComparison.Ordinal))
            .OrderBy(upload => upload.Key, KeyComparer.Instance)
            .ThenBy(upload => upload.Started)
            .ThenBy(upload => upload.UploadId, StringComparer.Ordinal);
        var passed = idMarker is null;
        foreach (var upload in ordered)
        {
            var order = query.After.Length == 0 ? 1 : KeyComparer.Instance.Compare(upload.Key, query.After);
            if (order < 0 || (order == 0 && idMarker is null))
                continue;
            if (order == 0 && !passed)
            {
                passed = upload.UploadId == idMarker;
                continue;
            }
            var prefix = query.Rollup(upload.Key);
            if (prefix is not null && (prefix == query.After || prefix == prefixes.LastOrDefault()))
                continue;
            if (items.Count + prefixes.Count == query.Max)
                return new(items, prefixes, last);
            if (prefix is null)
                items.Add(upload);
            else
                prefixes.Add(prefix);
            last = prefix ?? upload.Key;
        }
        return new(items, prefixes, null);
    }
}
