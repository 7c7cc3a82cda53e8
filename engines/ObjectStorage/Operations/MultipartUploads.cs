using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Checksums;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Payload;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>A multipart upload until its end: create, upload and copy parts, list them, abort.</summary>
internal static class MultipartUploads
{
    public static Task CreateAsync(S3Request request)
    {
        Writing.CheckKey(request.Key);
        var headers = ObjectHeaders.From(request);
        var tags = ObjectTags.FromHeader(request.Header("x-amz-tagging"));
        ChecksumAlgorithm? algorithm = request.Header("x-amz-checksum-algorithm") is { Length: > 0 } name
            ? ChecksumNames.Parse(name)
            : null;
        if (algorithm is null && request.Header("x-amz-checksum-type") is not null)
            throw S3Errors.InvalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        var type = algorithm is { } known ? ChecksumNames.ParseType(request.Header("x-amz-checksum-type"), known) : default;
        var upload = request.Store.StartUpload(
            request.Bucket,
            (id, now) =>
                new(id, request.Key, now)
                {
                    Headers = headers,
                    Tags = tags,
                    Algorithm = algorithm,
                    Type = type,
                }
        );
        if (upload.Algorithm is { } stated)
        {
            request.Response.Headers["x-amz-checksum-algorithm"] = stated.Name();
            request.Response.Headers["x-amz-checksum-type"] = upload.Type.Name();
        }
        return request.AnswerAsync(
            new XmlAnswer("InitiateMultipartUploadResult")
                .Element("Bucket", request.Bucket)
                .Element("Key", request.Key)
                .Element("UploadId", upload.UploadId)
        );
    }

    public static async Task PutPartAsync(S3Request request)
    {
        var number = PartNumber(request);
        var upload = request.Store.Upload(request.Bucket, request.Key, UploadId(request));
        if (request.Header("x-amz-copy-source") is not null)
        {
            await CopyPartAsync(request, upload, number).ConfigureAwait(false);
            return;
        }
        if (upload.Algorithm is { } promised && request.Payload.Expected.Algorithm is { } sent && sent != promised)
            throw S3Errors.InvalidRequest(
                $"Checksum Type mismatch occurred, expected checksum Type: {promised.Name()}, actual checksum Type: {sent.Name()}"
            );
        using var blob = request.Store.Blobs.Create();
        var received = await request.ReceiveAsync(blob, S3Limits.Object, upload.Algorithm).ConfigureAwait(false);
        blob.Finish();
        var part = Commit(request, upload, number, blob, received);
        request.Response.Headers.ETag = $"\"{part.ETag}\"";
        if (received.Checksum is { } checksum)
            request.Response.Headers[checksum.Algorithm.Header()] = checksum.Value;
        await request.AnswerAsync(200).ConfigureAwait(false);
    }

    public static Task ListPartsAsync(S3Request request)
    {
        var upload = request.Store.Upload(request.Bucket, request.Key, UploadId(request));
        var max = request.Query.Number("max-parts", S3Limits.Page, S3Limits.Page);
        var marker = request.Query.Number("part-number-marker", 0, int.MaxValue);
        var behind = request.Store.PartsOf(request.Bucket, request.Key, upload.UploadId).Where(part => part.Number > marker).ToArray();
        var page = behind.Take(max).ToArray();
        var encode = Listings.Encoder(request);
        var answer = new XmlAnswer("ListPartsResult")
            .Element("Bucket", request.Bucket)
            .Element("Key", encode(request.Key))
            .Element("UploadId", upload.UploadId)
            .WithOwner("Initiator")
            .WithOwner()
            .Element("StorageClass", "STANDARD")
            .Element("PartNumberMarker", marker)
            .Element("NextPartNumberMarker", page.Length == 0 ? marker : page[^1].Number)
            .Element("MaxParts", max)
            .Element("IsTruncated", behind.Length > page.Length && max > 0)
            .Element("EncodingType", request.Query["encoding-type"])
            .Element("ChecksumAlgorithm", upload.Algorithm?.Name())
            .Element("ChecksumType", upload.Algorithm is null ? null : upload.Type.Name());
        foreach (var part in page)
        {
            answer
                .Open("Part")
                .Element("PartNumber", part.Number)
                .Element("LastModified", part.LastModified)
                .Element("ETag", $"\"{part.ETag}\"")
                .Element("Size", part.Size);
            if (upload.Algorithm is { } algorithm)
                answer.Element(algorithm.Element(), part.Checksum);
            answer.Close();
        }
        return request.AnswerAsync(answer);
    }

    public static Task AbortAsync(S3Request request)
    {
        request.Store.AbortUpload(request.Bucket, request.Key, UploadId(request));
        return request.AnswerAsync(204);
    }

    public static string UploadId(S3Request request) => request.Query["uploadId"] ?? "";

    private static Task CopyPartAsync(S3Request request, MultipartUpload upload, int number)
    {
        var source = CopySource.Open(request, out _, out var lease);
        using (lease)
        using (var blob = request.Store.Blobs.Create())
        {
            var copied = Copying.CopyBytes(request, source, CopyRange(request, source.Size), blob, upload.Algorithm);
            var part = Commit(request, upload, number, blob, copied);
            var answer = new XmlAnswer("CopyPartResult").Element("LastModified", part.LastModified).Element("ETag", $"\"{part.ETag}\"");
            if (copied.Checksum is { } checksum)
                answer.Element(checksum.Algorithm.Element(), checksum.Value);
            return request.AnswerAsync(answer);
        }
    }

    // Stricter than the range of a read: both ends, inside the source.
    private static ByteRange CopyRange(S3Request request, long size)
    {
        if (request.Header("x-amz-copy-source-range") is not { } header)
            return new(0, size);
        var ends = header.StartsWith("bytes=", StringComparison.Ordinal) ? header[6..].Split('-') : [];
        if (
            ends.Length != 2
            || !long.TryParse(ends[0], out var first)
            || !long.TryParse(ends[1], out var last)
            || first < 0
            || last < first
        )
            throw S3Errors.InvalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
                "x-amz-copy-source-range",
                header
            );
        return last < size
            ? new(first, last - first + 1)
            : throw S3Errors.InvalidArgument(
                $"Range specified is not valid for source object of size: {size}",
                "x-amz-copy-source-range",
                header
            );
    }

    private static ObjectPart Commit(S3Request request, MultipartUpload upload, int number, BlobWriter blob, ReceivedPayload received) =>
        request.Store.PutPart(
            request.Bucket,
            request.Key,
            upload.UploadId,
            new(
                number,
                blob.Blob,
                received.Length,
                SigV4.Hex(received.Md5),
                received.Checksum is { } checksum && checksum.Algorithm == upload.Algorithm ? checksum.Value : null,
                default
            )
        );

    private static int PartNumber(S3Request request) =>
        int.TryParse(request.Query["partNumber"], out var number) && number is >= 1 and <= S3Limits.Parts
            ? number
            : throw S3Errors.InvalidArgument(
                "Part number must be an integer between 1 and 10000, inclusive",
                "partNumber",
                request.Query["partNumber"] ?? ""
            );
}
