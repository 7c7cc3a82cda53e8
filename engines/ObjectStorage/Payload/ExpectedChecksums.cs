using Microsoft.AspNetCore.Http;
using Platform.Engines.ObjectStorage.Checksums;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Payload;

/// <summary>What the client says its body adds up to.</summary>
/// <param name="Value">Base64; null while it is still to come in a trailer.</param>
internal sealed record ExpectedChecksums(byte[]? Md5, ChecksumAlgorithm? Algorithm, string? Value)
{
    public static readonly ExpectedChecksums None = new(null, null, null);

    /// <summary>Whether anything vouches for the body beside the signature.</summary>
    public bool Any => Md5 is not null || Algorithm is not null;

    public static ExpectedChecksums From(IHeaderDictionary headers, bool hasTrailer)
    {
        byte[]? md5 = null;
        if (headers.ContentMD5.ToString() is { Length: > 0 } sent)
            md5 = Decode(sent, 16) ?? throw S3Errors.InvalidDigest("Content-MD5");
        ChecksumAlgorithm? algorithm = null;
        string? value = null;
        foreach (var candidate in ChecksumNames.All)
            if (headers[candidate.Header()].ToString() is { Length: > 0 } text)
            {
                if (algorithm is not null)
                    throw S3Errors.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
                if (Decode(text, candidate.Size()) is null)
                    throw S3Errors.InvalidRequest($"Value for {candidate.Header()} header is invalid.");
                (algorithm, value) = (candidate, text);
            }
        if (headers["x-amz-trailer"].ToString() is { Length: > 0 } trailer)
        {
            if (!hasTrailer || ChecksumNames.FromHeader(trailer.Trim()) is not { } promised)
                throw S3Errors.InvalidRequest("The value specified in the x-amz-trailer header is not supported");
            if (algorithm is not null)
                throw S3Errors.InvalidRequest("Expecting a single x-amz-checksum- header");
            algorithm = promised;
        }
        if (headers["x-amz-sdk-checksum-algorithm"].ToString() is { Length: > 0 } named)
        {
            var stated = ChecksumNames.Parse(named);
            if (algorithm is null && md5 is null)
                throw S3Errors.InvalidRequest(
                    "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found."
                );
            if (algorithm is not null && algorithm != stated)
                throw S3Errors.InvalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
        }
        return new(md5, algorithm, value);
    }

    public static byte[]? Decode(string base64, int size)
    {
        var bytes = new byte[size + 2];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length == size ? bytes[..size] : null;
    }
}
