using Platform.Engines.ObjectStorage.Checksums;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>GetObject and HeadObject.</summary>
internal static class Reading
{
    public static async Task GetAsync(S3Request request)
    {
        var version = request.Store.Open(request.Bucket, request.Key, request.VersionId, out var lease);
        using (lease)
            if (Describe(request, version) is { } range)
                await BlobReader
                    .CopyAsync(request.Store.Blobs, version.Parts, range, request.Response.BodyWriter, request.Aborted)
                    .ConfigureAwait(false);
    }

    public static Task HeadAsync(S3Request request)
    {
        Describe(request, request.Store.Stat(request.Bucket, request.Key, request.VersionId));
        return Task.CompletedTask;
    }

    /// <returns>What to send; null where the answer has no body.</returns>
    private static ByteRange? Describe(S3Request request, ObjectVersion version)
    {
        var modified = ReadConditions.Hold(request, version);
        ObjectHeaders.Answer(request, version);
        if (!modified)
        {
            request.Response.StatusCode = 304;
            request.Response.Headers.Remove("Content-Type");
            return null;
        }
        var part = Part(request, version);
        var range = part ?? ByteRange.Parse(request.Header("Range"), version.Size);
        if (range is { } some)
        {
            request.Response.StatusCode = 206;
            request.Response.Headers.ContentRange = $"bytes {some.Start}-{some.End}/{version.Size}";
        }
        // The checksum is that of the whole, and a client would hold it against a part.
        else if (
            version.Checksum is { } checksum
            && request.Header("x-amz-checksum-mode")?.Equals("ENABLED", StringComparison.OrdinalIgnoreCase) == true
        )
        {
            request.Response.Headers[checksum.Algorithm.Header()] = checksum.Value;
            request.Response.Headers["x-amz-checksum-type"] = checksum.Type.Name();
        }
        var whole = range ?? new ByteRange(0, version.Size);
        request.Response.ContentLength = whole.Length;
        return whole;
    }

    private static ByteRange? Part(S3Request request, ObjectVersion version)
    {
        if (request.Query["partNumber"] is not { } text)
            return null;
        if (!int.TryParse(text, out var number) || number < 1 || number > S3Limits.Parts)
            throw S3Errors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
        if (request.Header("Range") is not null)
            throw S3Errors.InvalidRequest("Cannot specify both Range header and partNumber query parameter.");
        // A plain object is its own first part, an empty one too.
        if (!version.IsMultipart && number == 1)
            return version.Size == 0 ? null : new ByteRange(0, version.Size);
        if (version.IsMultipart)
            request.Response.Headers["x-amz-mp-parts-count"] = version.Parts.Count.ToString();
        var start = 0L;
        foreach (var part in version.Parts.Take(number - 1))
            start += part.Size;
        return number <= version.Parts.Count && version.IsMultipart
            ? new ByteRange(start, version.Parts[number - 1].Size)
            : throw new S3Exception(
                416,
                "InvalidPartNumber",
                "The requested partnumber is not satisfiable",
                ("PartNumberRequested", text),
                ("ActualPartCount", version.Parts.Count.ToString())
            );
    }
}
