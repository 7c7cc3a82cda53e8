using Microsoft.AspNetCore.Http;

namespace Platform.Engines.Elasticsearch.Http;

/// <summary>What bodies and answers may be: JSON or newline-delimited JSON, plainly or as Elasticsearch's own type with a version.</summary>
internal static class MediaTypes
{
    private const string Vendor = "application/vnd.elasticsearch+";

    /// <summary>The type of a JSON answer: what was asked for where it was asked for with a version, plain JSON else.</summary>
    /// <exception cref="ElasticsearchException">A type that is none of these, or a version that is none of 7, 8 and 9.</exception>
    public static string Negotiate(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        // Browsers list many, and take whatever comes.
        if (accept.Length == 0 || accept.Contains(',') || accept.Contains("*/*"))
            return Parse(request.ContentType) is { Version: { } version } ? $"{Vendor}json;compatible-with={version}" : "application/json";
        if (Parse(accept) is not { } asked || asked.Kind is not ("json" or "x-ndjson" or "text"))
            throw Header("Accept", $"Accept={accept}");
        return asked.Version is { } wanted ? $"{Vendor}json;compatible-with={wanted}" : "application/json";
    }

    /// <exception cref="ElasticsearchException">The body is of a type that is not read: 415, or of none: 406.</exception>
    public static void CheckBody(HttpRequest request, bool isRead)
    {
        if (string.IsNullOrEmpty(request.ContentType))
            throw new ElasticsearchException(406, "", "Content-Type header is missing");
        var given = Parse(request.ContentType);
        if (given is { Kind: "smile" or "cbor" or "yaml" })
            throw new ElasticsearchException(
                415,
                "media_type_header_exception",
                $"Content-Type header [{request.ContentType}] is not supported by this engine; send application/json"
            );
        if (isRead && given is not { Kind: "json" or "x-ndjson" })
            throw new ElasticsearchException(406, "", $"Content-Type header [{request.ContentType}] is not supported");
    }

    private static (string Kind, string? Version)? Parse(string? header)
    {
        if (string.IsNullOrEmpty(header))
            return null;
        var parts = header.Split(';', StringSplitOptions.TrimEntries);
        var type = parts[0].ToLowerInvariant();
        string? version = null;
        foreach (var parameter in parts.Skip(1))
            if (parameter.Split('=', 2, StringSplitOptions.TrimEntries) is ["compatible-with", var value])
                version = value;
        if (type.StartsWith(Vendor, StringComparison.Ordinal))
        {
            // 8 is what this is; 7 and 9 are what older and newer clients say without meaning much by it.
            if (version is not (null or "7" or "8" or "9"))
                throw Header("Accept", $"Accept version must be either version 8 or 7, but found {version}. Accept={header}");
            return (type[Vendor.Length..], version ?? "8");
        }
        return type switch
        {
            "application/json" or "application/x-ndjson" or "application/yaml" or "application/cbor" or "application/smile" => (
                type[12..],
                null
            ),
            "text/plain" => ("text", null),
            _ => null,
        };
    }

    private static ElasticsearchException Header(string name, string why) =>
        new(
            400,
            "media_type_header_exception",
            $"Invalid media-type value on headers [{name}]",
            new ElasticsearchException(400, "status_exception", why)
        );
}
