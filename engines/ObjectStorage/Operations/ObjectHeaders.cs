using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>The headers that are stored with an object and answered with it: the standard ones and the user's metadata.</summary>
internal static class ObjectHeaders
{
    public const string MetadataPrefix = "x-amz-meta-";
    private const string DefaultType = "binary/octet-stream";

    public static readonly string[] Standard =
    [
        "Content-Type",
        "Cache-Control",
        "Content-Disposition",
        "Content-Encoding",
        "Content-Language",
        "Expires",
    ];

    public static IReadOnlyList<KeyValuePair<string, string>> From(S3Request request) =>
        From(
            request
                .Http.Headers.Where(header => header.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
                .Select(header => KeyValuePair.Create(header.Key, header.Value.ToString())),
            request.Header
        );

    /// <param name="standard">The value of a standard header; null where it was not sent.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> From(
        IEnumerable<KeyValuePair<string, string>> metadata,
        Func<string, string?> standard
    )
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var name in Standard)
        {
            var value = standard(name);
            if (name == "Content-Encoding")
                value = WithoutFraming(value);
            if (name == "Content-Type" && string.IsNullOrEmpty(value))
                value = DefaultType;
            if (!string.IsNullOrEmpty(value))
                headers.Add(new(name, value));
        }
        var size = 0;
        foreach (var (name, value) in metadata)
        {
            size += name.Length - MetadataPrefix.Length + value.Length;
            if (size > S3Limits.MetadataBytes)
                throw S3Errors.MetadataTooLarge();
            headers.Add(new(name.ToLowerInvariant(), value));
        }
        return headers;
    }

    /// <summary>Puts what describes an object onto an answer, with the overrides of a signed query.</summary>
    public static void Answer(S3Request request, ObjectVersion version)
    {
        var headers = request.Response.Headers;
        foreach (var (name, value) in version.Headers)
            headers[name] = value;
        foreach (var name in Standard)
            if (request.Query["response-" + name.ToLowerInvariant()] is { } value)
            {
                if (request.IsAnonymous)
                    throw S3Errors.InvalidRequest("Request specific response headers cannot be used for anonymous GET requests.");
                if (value.Any(c => c < ' ' || c == '\u007f'))
                    throw S3Errors.InvalidArgument(
                        "A header cannot hold control characters.",
                        "response-" + name.ToLowerInvariant(),
                        value
                    );
                headers[name] = ToLatin1(value);
            }
        headers.LastModified = version.LastModified.UtcDateTime.ToString("r");
        headers.ETag = $"\"{version.ETag}\"";
        headers.AcceptRanges = "bytes";
        if (version.Tags.Count > 0)
            headers["x-amz-tagging-count"] = version.Tags.Count.ToString();
        AnswerVersion(request, version);
    }

    /// <summary>Names the version where the bucket has versions.</summary>
    public static void AnswerVersion(S3Request request, ObjectVersion version)
    {
        if (request.Store.Bucket(request.Bucket).Versioning != Versioning.Off)
            request.Response.Headers["x-amz-version-id"] = version.VersionId;
    }

    /// <summary>The server writes headers as Latin-1, byte for byte what a client sent; text goes out as UTF-8.</summary>
    public static string ToLatin1(string text) =>
        System.Text.Ascii.IsValid(text) ? text : System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    // aws-chunked is how the body travelled and not what the object is.
    private static string? WithoutFraming(string? encoding) =>
        encoding is null
            ? null
            : string.Join(
                ',',
                encoding
                    .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Where(part => !part.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase))
            );
}
