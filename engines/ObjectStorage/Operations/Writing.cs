using System.Text;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Checksums;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Payload;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>PutObject: bytes into a blob while they come, then one record.</summary>
internal static class Writing
{
    public static async Task PutAsync(S3Request request)
    {
        CheckKey(request.Key);
        if (request.Header("x-amz-copy-source") is not null)
        {
            await Copying.CopyAsync(request).ConfigureAwait(false);
            return;
        }
        var conditions = Conditions(request);
        request.Store.Check(request.Bucket, request.Key, conditions);
        var draft = new ObjectVersion(request.Key, "", default)
        {
            Headers = ObjectHeaders.From(request),
            Tags = ObjectTags.FromHeader(request.Header("x-amz-tagging")),
        };
        using var blob = request.Store.Blobs.Create();
        var received = await request.ReceiveAsync(blob, S3Limits.Object).ConfigureAwait(false);
        blob.Finish();
        var version = request.Store.Put(request.Bucket, Filled(draft, blob, received), conditions);
        Answer(request, version);
        await request.AnswerAsync(200).ConfigureAwait(false);
    }

    /// <summary>The draft with the bytes that were received.</summary>
    public static ObjectVersion Filled(ObjectVersion draft, BlobWriter blob, ReceivedPayload received)
    {
        var etag = SigV4.Hex(received.Md5);
        return draft with
        {
            Size = received.Length,
            ETag = etag,
            Checksum = received.Checksum,
            Parts = blob.Blob is { } id ? [new(1, id, received.Length, etag, null, default)] : [],
        };
    }

    /// <summary>What a client compares after a write.</summary>
    public static void Answer(S3Request request, ObjectVersion version)
    {
        request.Response.Headers.ETag = $"\"{version.ETag}\"";
        if (version.Checksum is { } checksum)
        {
            request.Response.Headers[checksum.Algorithm.Header()] = checksum.Value;
            request.Response.Headers["x-amz-checksum-type"] = checksum.Type.Name();
        }
        ObjectHeaders.AnswerVersion(request, version);
    }

    public static Preconditions Conditions(S3Request request) =>
        request.Header("If-None-Match") is { } none && none.Trim() != "*"
            ? throw S3Errors.NotImplemented("If-None-Match with an ETag on a write; only * is known")
            : new(request.Header("If-Match")?.Trim(), request.Header("If-None-Match") is not null);

    public static void CheckKey(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) > S3Limits.KeyBytes)
            throw S3Errors.KeyTooLong();
    }
}
