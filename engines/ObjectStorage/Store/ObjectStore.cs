using Microsoft.Extensions.Logging;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.Storage;

namespace Platform.Engines.ObjectStorage.Store;

/// <summary>Buckets and objects: state in memory, bytes in blobs, and a journal whose record is the commit.</summary>
internal sealed class ObjectStore : IDisposable
{
    private const string Format = "s3/1";
    private const string JournalFile = "journal";
    private const string BlobFolder = "blobs";

    // A journal of this many records opens in well under a second, whatever they say.
    private const long SmallJournal = 20_000;
    private readonly DataDirectory directory;
    private readonly Journal journal;
    private readonly StoreState state;
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private long records;

    private ObjectStore(DataDirectory directory, ILogger logger, TimeProvider time)
    {
        this.directory = directory;
        this.time = time;
        Blobs = new(Path.Combine(directory.Path, BlobFolder), logger);
        state = new(Blobs);
        journal = Journal.Open(
            Path.Combine(directory.Path, JournalFile),
            record =>
            {
                state.Apply(RecordCodec.Read(record));
                records++;
            }
        );
        Blobs.Sweep();
        CompactWhenWorthIt();
    }

    public BlobStore Blobs { get; }

    public static ObjectStore Open(string path, ILogger logger, TimeProvider time)
    {
        var directory = DataDirectory.Open(path, Format);
        try
        {
            return new(directory, logger, time);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Reads the state while nothing changes it. What comes back must not be lazy.</summary>
    public T Read<T>(Func<StoreState, T> read)
    {
        lock (gate)
            return read(state);
    }

    public T Read<T>(string bucket, Func<BucketState, T> read)
    {
        lock (gate)
            return read(Find(bucket));
    }

    public BucketState Bucket(string name)
    {
        lock (gate)
            return Find(name);
    }

    public void CreateBucket(string name, string region)
    {
        lock (gate)
        {
            if (state.Buckets.ContainsKey(name))
                throw S3Errors.BucketAlreadyOwnedByYou(name);
            Commit(new BucketCreated(name, time.GetUtcNow(), region));
        }
    }

    public void DeleteBucket(string name)
    {
        lock (gate)
        {
            if (Find(name).Keys.Count > 0)
                throw S3Errors.BucketNotEmpty(name);
            Commit(new BucketDeleted(name));
        }
    }

    public void Configure(string bucket, string kind, string? document)
    {
        lock (gate)
        {
            if (document is null && !Find(bucket).Documents.ContainsKey(kind))
                return;
            Find(bucket);
            Commit(new BucketConfigured(bucket, kind, document));
        }
    }

    /// <summary>The version asked for, its blobs kept on disk until <paramref name="lease"/> is disposed.</summary>
    /// <param name="versionId">Null for the latest.</param>
    /// <exception cref="S3Exception">There is none, or it is a delete marker.</exception>
    public ObjectVersion Open(string bucket, string key, string? versionId, out IDisposable lease)
    {
        lock (gate)
        {
            var version = Find(bucket).Version(key, versionId);
            lease = Blobs.Hold(version.Parts.Where(part => part.Blob is not null).Select(part => part.Blob!.Value));
            return version;
        }
    }

    public ObjectVersion Stat(string bucket, string key, string? versionId)
    {
        lock (gate)
            return Find(bucket).Version(key, versionId);
    }

    /// <summary>Fails early where a write could not be committed anyway.</summary>
    public void Check(string bucket, string key, Preconditions preconditions)
    {
        lock (gate)
            preconditions.Check(Find(bucket).Current(key), key);
    }

    /// <param name="draft">The object; version id and time are given here.</param>
    /// <param name="uploadId">The multipart upload that it completes.</param>
    public ObjectVersion Put(string bucket, ObjectVersion draft, Preconditions preconditions, string? uploadId = null)
    {
        lock (gate)
        {
            var target = Find(bucket);
            preconditions.Check(target.Current(draft.Key), draft.Key);
            if (uploadId is not null)
                Find(bucket).Upload(draft.Key, uploadId).CheckParts(draft.Parts);
            var version = draft with { VersionId = target.NextVersionId(), LastModified = time.GetUtcNow() };
            Commit(new VersionCommitted(bucket, version, uploadId));
            return version;
        }
    }

    /// <summary>Deletes as the bucket's versioning has it.</summary>
    /// <returns>The version removed or the marker written; null where there was nothing to do.</returns>
    public ObjectVersion? Delete(string bucket, string key, string? versionId, Preconditions preconditions)
    {
        lock (gate)
        {
            var target = Find(bucket);
            if (preconditions.IfMatch is not null)
                preconditions.Check(target.Current(key), key);
            if (versionId is null && target.Versioning != Versioning.Off)
            {
                var marker = new ObjectVersion(key, target.NextVersionId(), time.GetUtcNow()) { IsDeleteMarker = true };
                Commit(new VersionCommitted(bucket, marker, null));
                return marker;
            }
            versionId ??= ObjectVersion.Null;
            if (target.Keys.Find(key)?.Versions.Find(version => version.VersionId == versionId) is not { } gone)
                return null;
            Commit(new VersionRemoved(bucket, key, versionId));
            return gone;
        }
    }

    public ObjectVersion Tag(string bucket, string key, string? versionId, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        lock (gate)
        {
            var version = Find(bucket).Version(key, versionId);
            Commit(new VersionTagged(bucket, key, version.VersionId, tags));
            return version;
        }
    }

    public MultipartUpload StartUpload(string bucket, Func<string, DateTimeOffset, MultipartUpload> create)
    {
        lock (gate)
        {
            Find(bucket);
            var upload = create(SecretId.New(), time.GetUtcNow());
            Commit(new UploadStarted(bucket, upload));
            return upload;
        }
    }

    public MultipartUpload Upload(string bucket, string key, string uploadId)
    {
        lock (gate)
            return Find(bucket).Upload(key, uploadId);
    }

    public ObjectPart PutPart(string bucket, string key, string uploadId, ObjectPart draft)
    {
        lock (gate)
        {
            Find(bucket).Upload(key, uploadId);
            var part = draft with { LastModified = time.GetUtcNow() };
            Commit(new PartCommitted(bucket, uploadId, part));
            return part;
        }
    }

    public ObjectPart[] PartsOf(string bucket, string key, string uploadId)
    {
        lock (gate)
            return Find(bucket).Upload(key, uploadId).Parts.Values.ToArray();
    }

    public void AbortUpload(string bucket, string key, string uploadId)
    {
        lock (gate)
        {
            Find(bucket).Upload(key, uploadId);
            Commit(new UploadAborted(bucket, uploadId));
        }
    }

    /// <summary>Writes a consistent copy that a store can open: the journal as it is now, and every blob that it speaks of.</summary>
    public void Snapshot(string target, CancellationToken cancellationToken)
    {
        directory.BeginSnapshot(target);
        IDisposable held;
        IReadOnlyList<Guid> blobs;
        lock (gate)
        {
            held = Blobs.HoldAll(out blobs);
            journal.CopyTo(Path.Combine(target, JournalFile));
        }
        using (held)
        {
            var copies = new BlobStore(Path.Combine(target, BlobFolder), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
            foreach (var blob in blobs)
            {
                cancellationToken.ThrowIfCancellationRequested();
                // A blob that is being written has no file yet, or one that no record in the copy speaks of.
                if (File.Exists(Blobs.PathOf(blob)))
                    HardLink.CreateOrCopy(Blobs.PathOf(blob), copies.PathOf(blob));
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
            journal.Dispose();
        directory.Dispose();
    }

    private void Commit(StoreRecord record)
    {
        journal.Append(RecordCodec.Write(record).Span);
        state.Apply(record);
        records++;
        CompactWhenWorthIt();
    }

    private void CompactWhenWorthIt()
    {
        if (records < SmallJournal || records < 4 * state.Live)
            return;
        journal.Compact(state.Records().Select(RecordCodec.Write));
        records = state.Live;
    }

    private BucketState Find(string name) => state.Buckets.GetValueOrDefault(name) ?? throw S3Errors.NoSuchBucket(name);
}
