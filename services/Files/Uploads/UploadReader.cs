using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Files.Uploads;

/// <summary>Walks a multipart form as it arrives: fields into the form, files to the caller. Nothing but a field is ever held.</summary>
internal sealed class UploadReader(HttpRequest request, UploadForm form, UploadOptions options)
{
    private const int LongestBoundary = 200;

    // Of the search for the boundary; with the default (4 KiB) a large file comes in as many small pieces.
    private const int BufferSize = 64 * 1024;
    private const int LongestField = 4096;

    /// <summary>A file of the form; its content must be read, or left, before the next is asked for.</summary>
    public sealed record Part(string Field, string FileName, string? ContentType, long? SizeHint, Stream Content);

    /// <exception cref="UploadRefusedException">The request is no form, or one that makes no sense.</exception>
    /// <exception cref="IOException">The form breaks off.</exception>
    public async IAsyncEnumerable<Part> FilesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = options.MaxRequestBytes;
        var reader = new MultipartReader(Boundary(), request.Body, BufferSize) { HeadersCountLimit = 16, HeadersLengthLimit = 16 * 1024 };
        var files = 0;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (
                !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
            )
                throw new UploadRefusedException(400, "bad_form", "A part of the form has no Content-Disposition: form-data.");
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (!disposition.IsFileDisposition())
            {
                Take(name, await ReadFieldAsync(section.Body, cancellationToken), files > 0);
                continue;
            }
            if (++files > options.MaxFiles)
                throw new UploadRefusedException(413, "too_many_files", $"A request has at most {options.MaxFiles} files.");
            var fileName = disposition.FileNameStar.HasValue
                ? disposition.FileNameStar
                : HeaderUtilities.RemoveQuotes(disposition.FileName);
            yield return new(name, FileNames.Clean(fileName.ToString()), section.ContentType, request.ContentLength, section.Body);
        }
    }

    private void Take(string name, string value, bool afterFile)
    {
        // By then the file is where it is.
        if (afterFile && name is "target" && value != form.Target)
            throw new UploadRefusedException(400, "bad_form", "The field 'target' must stand before the file, or in the query.");
        form.Set(name, value);
    }

    private string Boundary()
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).ToString() is not { Length: > 0 and <= LongestBoundary } boundary
        )
            throw new UploadRefusedException(
                StatusCodes.Status415UnsupportedMediaType,
                "not_a_form",
                "Send the file as multipart/form-data, for example with curl -F file=@name."
            );
        return boundary;
    }

    private static async Task<string> ReadFieldAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestField + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= LongestField
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : throw new UploadRefusedException(400, "bad_form", $"A field of the form has at most {LongestField} bytes.");
    }
}
