using Platform.Engines.ObjectStorage.Checksums;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Payload;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>CopyObject. Blobs are immutable, so a plain object is copied by pointing at the same one.</summary>
internal static class Copying
{
    public static Task CopyAsync(S3Request request)
    {
        var conditions = Writing.Conditions(request);
        request.Store.Check(request.Bucket, request.Key, conditions);
        var replaceMetadata = Replaces(request, "x-amz-metadata-directive");
        var replaceTags = Replaces(request, "x-amz-tagging-directive");
        var source = CopySource.Open(request, out var from, out var lease);
        using (lease)
        {
            if (!replaceMetadata && from == new CopySource(request.Bucket, request.Key, null))
                throw S3Errors.InvalidRequest(
                    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes."
                );
            if (source.Size > S3Limits.Object)
                throw S3Errors.InvalidRequest(
                    $"The specified copy source is larger than the maximum allowable size for a copy source: {S3Limits.Object}"
                );
            ChecksumAlgorithm? wanted = request.Header("x-amz-checksum-algorithm") is { Length: > 0 } name
                ? ChecksumNames.Parse(name)
                : null;
            var draft = source with
            {
                Key = request.Key,
                Headers = replaceMetadata ? ObjectHeaders.From(request) : source.Headers,
                Tags = replaceTags ? ObjectTags.FromHeader(request.Header("x-amz-tagging")) : source.Tags,
            };
            // The copy of a multipart object is a plain one: its ETag is the MD5 of all of its bytes.
            var sameBytes = !source.IsMultipart && (wanted is null || wanted == source.Checksum?.Algorithm);
            var version = sameBytes ? request.Store.Put(request.Bucket, draft, conditions) : PutBytes(request, draft, wanted, conditions);
            var answer = new XmlAnswer("CopyObjectResult")
                .Element("LastModified", version.LastModified)
                .Element("ETag", $"\"{version.ETag}\"");
            if (version.Checksum is { } checksum)
                answer.Element(checksum.Algorithm.Element(), checksum.Value).Element("ChecksumType", checksum.Type.Name());
            ObjectHeaders.AnswerVersion(request, version);
            return request.AnswerAsync(answer);
        }
    }

    /// <summary>Copies a run of bytes into a blob, hashed on the way.</summary>
    public static ReceivedPayload CopyBytes(
        S3Request request,
        ObjectVersion source,
        ByteRange range,
        BlobWriter blob,
        ChecksumAlgorithm? algorithm
    )
    {
        using var hashing = new HashingSink(blob, long.MaxValue, algorithm);
        BlobReader.Copy(request.Store.Blobs, source.Parts, range, hashing, request.Aborted);
        blob.Finish();
        return new(hashing.Length, hashing.FinishMd5(), hashing.FinishChecksum());
    }

    private static ObjectVersion PutBytes(S3Request request, ObjectVersion draft, ChecksumAlgorithm? wanted, Preconditions conditions)
    {
        using var blob = request.Store.Blobs.Create();
        var copied = CopyBytes(request, draft, new(0, draft.Size), blob, wanted ?? draft.Checksum?.Algorithm);
        return request.Store.Put(request.Bucket, Writing.Filled(draft with { IsMultipart = false }, blob, copied), conditions);
    }

    private static bool Replaces(S3Request request, string header) =>
        request.Header(header) switch
        {
            null or "" or "COPY" => false,
            "REPLACE" => true,
            var other => throw S3Errors.InvalidArgument("Unknown directive.", header, other),
        };
}
