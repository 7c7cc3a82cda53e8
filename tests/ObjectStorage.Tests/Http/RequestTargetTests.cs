using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Operations;

namespace Platform.Engines.ObjectStorage.Tests.Http;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/", null, null)]
    [InlineData("/bucket", "bucket", null)]
    [InlineData("/bucket/", "bucket", null)]
    [InlineData("/bucket/key", "bucket", "key")]
    [InlineData("/bucket//a/../b//", "bucket", "/a/../b//")]
    [InlineData("/bucket/a%2Fb%20c+%2B%C3%BC", "bucket", "a/b c++ü")]
    [InlineData("http://host:9000/bucket/key?x", "bucket", "key")]
    public void A_target_names_bucket_and_key_as_they_are(string target, string? bucket, string? key)
    {
        var parsed = RequestTarget.Parse(target);
        parsed.Bucket.ShouldBe(bucket);
        parsed.Key.ShouldBe(key);
    }

    [Theory]
    [InlineData("/bucket/%")]
    [InlineData("/bucket/%zz")]
    [InlineData("/bucket/%ff")]
    [InlineData("/bucket/%00")]
    [InlineData("//key")]
    [InlineData("*")]
    public void What_cannot_be_a_key_is_refused(string target) =>
        Should.Throw<S3Exception>(() => RequestTarget.Parse(target)).Code.ShouldBe("InvalidURI");

    [Fact]
    public void Queries_are_decoded()
    {
        var query = RequestTarget.Parse("/b?uploads&prefix=a+b%2Bc&empty=").Query;
        query["prefix"].ShouldBe("a b+c");
        query.Has("uploads").ShouldBeTrue();
        query["empty"].ShouldBe("");
        query["other"].ShouldBeNull();
    }

    [Theory]
    [InlineData("GET", "/bucket?torrent", "?torrent")]
    [InlineData("PUT", "/bucket?encryption", "?encryption")]
    [InlineData("POST", "/bucket/key?select&select-type=2", "?select")]
    [InlineData("GET", "/bucket?unheard-of=1", "'unheard-of' of ListObjects")]
    [InlineData("GET", "/bucket/key?prefix=1", "'prefix' of GetObject")]
    public void What_is_not_served_is_named(string method, string target, string named)
    {
        var refusal = Should.Throw<S3Exception>(() => RouteTable.Find(method, RequestTarget.Parse(target)));
        refusal.Code.ShouldBe("NotImplemented");
        refusal.Message.ShouldContain(named);
    }

    [Theory]
    [InlineData("/bucket/key", "bucket", "key", null)]
    [InlineData("bucket/key", "bucket", "key", null)]
    [InlineData("bucket%2Fa%2Fb%3F%20c", "bucket", "a/b? c", null)]
    [InlineData("/bucket/key?versionId=v%2B1", "bucket", "key", "v+1")]
    [InlineData("/bucket/a?b?versionId=1", "bucket", "a?b", "1")]
    public void A_copy_source_is_understood_in_every_spelling(string header, string bucket, string key, string? version) =>
        CopySource.Parse(header).ShouldBe(new CopySource(bucket, key, version));

    [Theory]
    [InlineData("bytes=0-4", 0, 5)]
    [InlineData("bytes=5-", 5, 5)]
    [InlineData("bytes=-3", 7, 3)]
    [InlineData("bytes=-30", 0, 10)]
    [InlineData("bytes=8-100", 8, 2)]
    public void A_range_is_cut_to_the_object(string header, long start, long length) =>
        ByteRange.Parse(header, 10).ShouldBe(new ByteRange(start, length));

    [Theory]
    [InlineData("bytes=4-2")]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("lines=0-4")]
    [InlineData("bytes=-")]
    public void A_range_that_is_none_gives_the_whole(string header) => ByteRange.Parse(header, 10).ShouldBeNull();

    [Theory]
    [InlineData("bytes=10-", 10)]
    [InlineData("bytes=-0", 10)]
    [InlineData("bytes=0-", 0)]
    public void A_range_behind_the_end_is_refused(string header, long size) =>
        Should.Throw<S3Exception>(() => ByteRange.Parse(header, size)).Status.ShouldBe(416);
}
