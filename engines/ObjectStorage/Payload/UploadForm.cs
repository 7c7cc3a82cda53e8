using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Payload;

/// <summary>A browser's form up to its file: the fields are small and held, the file is a stream. Fields behind the file do not count, as in S3.</summary>
internal sealed record UploadForm(IReadOnlyDictionary<string, string> Fields, string FileName, string? FileType, Stream File)
{
    public static async Task<UploadForm> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value
            : null;
        if (
            type is null
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || string.IsNullOrEmpty(boundary)
            || boundary.Length > 128
        )
            throw new S3Exception(
                412,
                "PreconditionFailed",
                "Bucket POST must be of the enclosure-type multipart/form-data",
                ("Condition", "Content-Type")
            );
        var reader = new MultipartReader(boundary, request.Body, bufferSize: 64 * 1024)
        {
            HeadersCountLimit = 16,
            HeadersLengthLimit = 8 * 1024,
        };
        var fields = new Dictionary<string, string>();
        var room = S3Limits.FormFields;
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
            {
                if (
                    !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                    || disposition.Name.Length == 0
                )
                    throw Malformed("a part has no name.");
                var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value!.ToLowerInvariant();
                if (name == "file")
                    return new(fields, HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "", section.ContentType, section.Body);
                var value = await ReadFieldAsync(section.Body, room, cancellationToken).ConfigureAwait(false);
                room -= name.Length + value.Length;
                fields[name] = value;
            }
        }
        catch (Exception wrong) when (wrong is InvalidDataException || (wrong is IOException && wrong is not BadHttpRequestException))
        {
            throw Malformed(wrong.Message);
        }
        throw S3Errors.InvalidArgument("POST requires exactly one file upload per request.", "file", "0");
    }

    /// <summary>Hands the file's bytes on.</summary>
    public async Task CopyToAsync(IPayloadSink sink, CancellationToken cancellationToken)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (await File.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
                sink.Append(buffer.AsSpan(0, read));
        }
        catch (Exception wrong) when (wrong is InvalidDataException || (wrong is IOException && wrong is not BadHttpRequestException))
        {
            throw Malformed(wrong.Message);
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<string> ReadFieldAsync(Stream body, int room, CancellationToken cancellationToken)
    {
        var bytes = new byte[Math.Max(room, 0) + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return length < bytes.Length
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new S3Exception(
                400,
                "MaxPostPreDataLengthExceeded",
                "Your POST request fields preceding the upload file were too large.",
                ("MaxPostPreDataLengthExceeded", S3Limits.FormFields.ToString())
            );
    }

    private static S3Exception Malformed(string why) =>
        new(400, "MalformedPOSTRequest", $"The body of your POST request is not well-formed multipart/form-data: {why}");
}
