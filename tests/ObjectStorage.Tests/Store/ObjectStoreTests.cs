using Microsoft.Extensions.Logging.Abstractions;
using Platform.Engines.ObjectStorage.Checksums;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Store;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Store;

public sealed class ObjectStoreTests : IDisposable
{
    private readonly TemporaryDirectory data = new();
    private ObjectStore store;

    public ObjectStoreTests() => store = Open();

    public void Dispose()
    {
        store.Dispose();
        data.Dispose();
    }

    private ObjectStore Open() => ObjectStore.Open(data.Path, NullLogger.Instance, TimeProvider.System);

    private ObjectVersion Put(string key, string text, Preconditions? preconditions = null)
    {
        using var blob = Write(text);
        return store.Put("b", Draft(key, text, blob), preconditions ?? Preconditions.None);
    }

    private BlobWriter Write(string text)
    {
        var blob = store.Blobs.Create();
        blob.Append(System.Text.Encoding.UTF8.GetBytes(text));
        blob.Finish();
        return blob;
    }

    private static ObjectVersion Draft(string key, string text, BlobWriter blob) =>
        new(key, "", default)
        {
            Size = text.Length,
            ETag = text,
            Headers = [new("Content-Type", "text/plain")],
            Tags = [new("t", "1")],
            Checksum = new(ChecksumAlgorithm.Crc32, ChecksumType.FullObject, "AAAAAA=="),
            Parts = [new(1, blob.Blob, text.Length, text, null, default)],
        };

    private string[] Blobs() =>
        Directory.Exists(data.File("blobs")) ? Directory.GetFiles(data.File("blobs"), "*", SearchOption.AllDirectories) : [];

    [Fact]
    public void All_is_as_it_was_after_a_restart()
    {
        store.CreateBucket("b", "us-east-1");
        store.Configure("b", ConfigurationKinds.Cors, "<x/>");
        store.Configure("b", ConfigurationKinds.Versioning, "Enabled");
        var version = Put("k", "one");
        Put("k", "two");
        store.Delete("b", "k", null, Preconditions.None);
        store.Tag("b", "k", version.VersionId, [new("t", "2")]);
        var upload = store.StartUpload(
            "b",
            (id, now) => new(id, "u", now) { Algorithm = ChecksumAlgorithm.Crc64Nvme, Type = ChecksumType.FullObject }
        );
        using (var blob = Write("part"))
            store.PutPart("b", "u", upload.UploadId, new(3, blob.Blob, 4, "e", "c", default));
        var before = store.Read(state => state.Records().Select(record => Convert.ToHexString(RecordCodec.Write(record).Span)).ToArray());
        store.Dispose();
        store = Open();
        store
            .Read(state => state.Records().Select(record => Convert.ToHexString(RecordCodec.Write(record).Span)).ToArray())
            .ShouldBe(before);
        store.Stat("b", "k", version.VersionId).Tags.ShouldBe([new("t", "2")]);
        Blobs().Length.ShouldBe(3);
    }

    [Fact]
    public void A_blob_goes_with_the_last_that_needs_it()
    {
        store.CreateBucket("b", "us-east-1");
        var one = Put("k", "one");
        store.Put("b", one with { Key = "copy" }, Preconditions.None);
        Put("k", "two");
        Blobs().Length.ShouldBe(2);
        store.Open("b", "copy", null, out var lease);
        store.Delete("b", "copy", null, Preconditions.None);
        Blobs().Length.ShouldBe(2);
        lease.Dispose();
        Blobs().Length.ShouldBe(1);
        Write("abandoned").Dispose();
        Blobs().Length.ShouldBe(1);
    }

    [Fact]
    public void What_a_crash_left_before_its_commit_is_swept()
    {
        store.CreateBucket("b", "us-east-1");
        Put("k", "one");
        Write("never committed");
        store.Dispose();
        Blobs().Length.ShouldBe(2);
        store = Open();
        Blobs().Length.ShouldBe(1);
        store.Stat("b", "k", null).ETag.ShouldBe("one");
    }

    [Fact]
    public void Of_two_that_want_to_be_first_one_is()
    {
        store.CreateBucket("b", "us-east-1");
        var won = 0;
        Parallel.For(
            0,
            8,
            i =>
            {
                try
                {
                    Put("k", $"text {i}", new(null, IfAbsent: true));
                    Interlocked.Increment(ref won);
                }
                catch (S3Exception refusal) when (refusal.Status == 412)
                {
                    // The other seven.
                }
            }
        );
        won.ShouldBe(1);
    }

    [Fact]
    public void A_part_that_was_replaced_meanwhile_is_not_completed()
    {
        store.CreateBucket("b", "us-east-1");
        var upload = store.StartUpload("b", (id, now) => new(id, "k", now));
        ObjectPart PutPart(string text)
        {
            using var blob = Write(text);
            return store.PutPart("b", "k", upload.UploadId, new(1, blob.Blob, text.Length, text, null, default));
        }
        var first = PutPart("first");
        PutPart("second");
        using var none = Write("");
        Should
            .Throw<S3Exception>(() =>
                store.Put("b", Draft("k", "first", none) with { Parts = [first] }, Preconditions.None, upload.UploadId)
            )
            .Code.ShouldBe("InvalidPart");
    }

    [Fact]
    public void A_journal_that_is_mostly_past_is_rewritten()
    {
        store.CreateBucket("b", "us-east-1");
        for (var i = 0; i < 20_100; i++)
            store.Configure("b", ConfigurationKinds.Tagging, $"<t>{i}</t>");
        new FileInfo(data.File("journal")).Length.ShouldBeLessThan(100 * 1024);
        store.Dispose();
        store = Open();
        store.Bucket("b").Documents[ConfigurationKinds.Tagging].ShouldBe("<t>20099</t>");
    }
}
