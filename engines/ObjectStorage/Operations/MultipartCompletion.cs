using System.Security.Cryptography;
using System.Xml.Linq;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Checksums;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Payload;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>CompleteMultipartUpload: the parts' blobs become the object's as they lie; nothing is copied or read.</summary>
internal static class MultipartCompletion
{
    public static async Task CompleteAsync(S3Request request)
    {
        var upload = request.Store.Upload(request.Bucket, request.Key, MultipartUploads.UploadId(request));
        // The checksum headers speak of the object, not of this body.
        request.Payload.Expected = ExpectedChecksums.None;
        var body = await request.ReadXmlAsync("CompleteMultipartUpload", S3Limits.CompleteUpload).ConfigureAwait(false);
        var parts = Choose(body, request.Store.PartsOf(request.Bucket, request.Key, upload.UploadId), upload);
        var size = parts.Sum(part => part.Size);
        if (request.Header("x-amz-mp-object-size") is { } stated && stated != size.ToString())
            throw S3Errors.InvalidRequest(
                $"The provided 'x-amz-mp-object-size' header value {stated} does not match what was computed: {size}"
            );
        var draft = new ObjectVersion(request.Key, "", default)
        {
            Headers = upload.Headers,
            Tags = upload.Tags,
            Size = size,
            ETag = ETag(parts),
            IsMultipart = true,
            Checksum = Sum(request, upload, parts),
            Parts = parts,
        };
        var version = request.Store.Put(request.Bucket, draft, Writing.Conditions(request), upload.UploadId);
        ObjectHeaders.AnswerVersion(request, version);
        var answer = new XmlAnswer("CompleteMultipartUploadResult")
            .Element("Location", $"http://{request.Http.Host}/{request.Bucket}/{SigV4.UriEncode(request.Key, keepSlash: true)}")
            .Element("Bucket", request.Bucket)
            .Element("Key", request.Key)
            .Element("ETag", $"\"{version.ETag}\"");
        if (version.Checksum is { } checksum)
            answer.Element(checksum.Algorithm.Element(), checksum.Value).Element("ChecksumType", checksum.Type.Name());
        await request.AnswerAsync(answer).ConfigureAwait(false);
    }

    /// <summary>The parts that the client lists, in its order, each one as it was uploaded.</summary>
    private static ObjectPart[] Choose(XElement body, ObjectPart[] uploaded, MultipartUpload upload)
    {
        var byNumber = uploaded.ToDictionary(part => part.Number);
        var chosen = new List<ObjectPart>();
        foreach (var element in body.Children("Part"))
        {
            if (!int.TryParse(element.Text("PartNumber"), out var number) || element.Text("ETag") is not { } etag)
                throw S3Errors.MalformedXml("a part needs <PartNumber> and <ETag>.");
            if (chosen.Count > 0 && number <= chosen[^1].Number)
                throw new S3Exception(
                    400,
                    "InvalidPartOrder",
                    "The list of parts was not in ascending order. Parts must be ordered by part number."
                );
            var stated = upload.Algorithm is { } algorithm ? element.Text(algorithm.Element()) : null;
            if (
                !byNumber.TryGetValue(number, out var part)
                || part.ETag != etag.Trim('"')
                || (stated is { Length: > 0 } && stated != part.Checksum)
            )
                throw new S3Exception(
                    400,
                    "InvalidPart",
                    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
                    ("PartNumber", number.ToString()),
                    ("ETag", etag)
                );
            chosen.Add(part);
        }
        if (chosen.Count is 0 or > S3Limits.Parts)
            throw S3Errors.MalformedXml("the list of parts is empty or too long.");
        foreach (var part in chosen.SkipLast(1))
            if (part.Size < S3Limits.SmallestPart)
                throw new S3Exception(
                    400,
                    "EntityTooSmall",
                    "Your proposed upload is smaller than the minimum allowed size",
                    ("ProposedSize", part.Size.ToString()),
                    ("MinSizeAllowed", S3Limits.SmallestPart.ToString()),
                    ("PartNumber", part.Number.ToString())
                );
        return [.. chosen];
    }

    private static string ETag(ObjectPart[] parts)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var part in parts)
            md5.AppendData(Convert.FromHexString(part.ETag));
        return $"{SigV4.Hex(md5.GetHashAndReset())}-{parts.Length}";
    }

    private static Checksum? Sum(S3Request request, MultipartUpload upload, ObjectPart[] parts)
    {
        if (upload.Algorithm is not { } algorithm)
            return null;
        if (request.Header("x-amz-checksum-type") is { Length: > 0 } type && type != upload.Type.Name())
            throw S3Errors.InvalidRequest(
                $"The upload was created using the {upload.Type.Name()} checksum mode. The complete request must use the same."
            );
        var sum = PartChecksums.Combine(algorithm, upload.Type, [.. parts.Select(part => (part.Checksum!, part.Size))]);
        if (request.Header(algorithm.Header()) is { Length: > 0 } stated && stated != sum.Value)
            throw S3Errors.BadDigest(algorithm.Name());
        return sum;
    }
}
