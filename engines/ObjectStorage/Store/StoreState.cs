namespace Platform.Engines.ObjectStorage.Store;

/// <summary>What the records of the journal add up to. Replay and live commits go through the same <see cref="Apply"/>.</summary>
internal sealed class StoreState(BlobStore blobs)
{
    public SortedDictionary<string, BucketState> Buckets { get; } = new(StringComparer.Ordinal);

    /// <summary>Records that a compacted journal would have.</summary>
    public long Live { get; private set; }

    public void Apply(StoreRecord record)
    {
        if (record is BucketCreated created)
        {
            Buckets[created.Bucket] = new(created.Bucket, created.At, created.Region);
            Live++;
            return;
        }
        var bucket = Buckets[record.Bucket];
        switch (record)
        {
            case BucketDeleted:
                foreach (var upload in bucket.Uploads.Keys.ToArray())
                    End(bucket, upload);
                Buckets.Remove(record.Bucket);
                Live--;
                break;
            case BucketConfigured configured:
                bucket.Configure(configured.Kind, configured.Document);
                break;
            case VersionCommitted committed:
                Retain(committed.Version.Parts);
                Live++;
                if (bucket.Keys.Add(committed.Version) is { } replaced)
                    Forget(replaced);
                if (committed.UploadId is { } completed)
                    End(bucket, completed);
                break;
            case VersionRemoved removed:
                if (bucket.Keys.Remove(removed.Key, removed.VersionId) is { } gone)
                    Forget(gone);
                break;
            case VersionTagged tagged:
                var old = bucket.Keys.Find(tagged.Key)!.Versions.Find(version => version.VersionId == tagged.VersionId)!;
                bucket.Keys.Replace(old, old with { Tags = tagged.Tags });
                break;
            case UploadStarted started:
                bucket.Uploads[started.Upload.UploadId] = started.Upload;
                Live++;
                break;
            case PartCommitted { Part: var part } committedPart:
                var parts = bucket.Uploads[committedPart.UploadId].Parts;
                Retain([part]);
                Live++;
                if (parts.Remove(part.Number, out var earlier))
                    Forget(earlier);
                parts[part.Number] = part;
                break;
            case UploadAborted aborted:
                End(bucket, aborted.UploadId);
                break;
        }
    }

    /// <summary>The records that lead to this state from nothing.</summary>
    public IEnumerable<StoreRecord> Records()
    {
        foreach (var bucket in Buckets.Values)
        {
            yield return new BucketCreated(bucket.Name, bucket.Created, bucket.Region);
            foreach (var document in bucket.Documents)
                yield return new BucketConfigured(bucket.Name, document.Key, document.Value);
            foreach (var entry in bucket.Keys.All)
            foreach (var version in Enumerable.Reverse(entry.Versions))
                yield return new VersionCommitted(bucket.Name, version, null);
            foreach (var upload in bucket.Uploads.Values)
            {
                yield return new UploadStarted(bucket.Name, upload);
                foreach (var part in upload.Parts.Values)
                    yield return new PartCommitted(bucket.Name, upload.UploadId, part);
            }
        }
    }

    private void End(BucketState bucket, string uploadId)
    {
        if (!bucket.Uploads.Remove(uploadId, out var upload))
            return;
        Live--;
        foreach (var part in upload.Parts.Values)
            Forget(part);
    }

    private void Retain(IReadOnlyList<ObjectPart> parts)
    {
        foreach (var part in parts)
            if (part.Blob is { } blob)
                blobs.Retain(blob);
    }

    private void Forget(ObjectVersion version)
    {
        Live--;
        foreach (var part in version.Parts)
            if (part.Blob is { } blob)
                blobs.Release(blob);
    }

    private void Forget(ObjectPart part)
    {
        Live--;
        if (part.Blob is { } blob)
            blobs.Release(blob);
    }
}
