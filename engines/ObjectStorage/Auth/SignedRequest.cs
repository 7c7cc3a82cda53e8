using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Auth;

/// <summary>The claims of a signature, from the Authorization header or from a presigned query.</summary>
internal sealed record SignedRequest(
    string AccessKey,
    CredentialScope Scope,
    string Timestamp,
    string[] SignedHeaders,
    string Signature,
    TimeSpan? Expires
)
{
    public static readonly TimeSpan LongestPresign = TimeSpan.FromDays(7);

    public static SignedRequest FromHeader(string authorization, string? timestamp)
    {
        if (!authorization.StartsWith(SigV4.Algorithm, StringComparison.Ordinal))
            throw S3Errors.InvalidRequest("The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
        string? credential = null,
            headers = null,
            signature = null;
        foreach (var part in authorization[SigV4.Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=');
            var value = equals < 0 ? "" : part[(equals + 1)..];
            switch (equals < 0 ? "" : part[..equals])
            {
                case "Credential":
                    credential = value;
                    break;
                case "SignedHeaders":
                    headers = value;
                    break;
                case "Signature":
                    signature = value;
                    break;
            }
        }
        if (credential is null || headers is null || signature is null || CredentialScope.Parse(credential) is not { } parsed)
            throw Malformed("Credential, SignedHeaders and Signature are required, and Credential is KEY/DATE/REGION/s3/aws4_request.");
        if (timestamp is null)
            throw S3Errors.AccessDenied("AWS authentication requires a valid Date or x-amz-date header");
        return new SignedRequest(parsed.AccessKey, parsed.Scope, timestamp, headers.Split(';'), signature, null).Checked(Malformed);
    }

    public static SignedRequest FromQuery(QueryParameters query)
    {
        string Required(string name) =>
            Find(query, name) is { Length: > 0 } value
                ? value
                : throw QueryError(
                    "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters."
                );
        if (Required("X-Amz-Algorithm") != SigV4.Algorithm)
            throw QueryError("X-Amz-Algorithm only supports AWS4-HMAC-SHA256.");
        if (CredentialScope.Parse(Required("X-Amz-Credential")) is not { } parsed)
            throw QueryError("Error parsing the X-Amz-Credential parameter; the Credential is KEY/DATE/REGION/s3/aws4_request.");
        if (!int.TryParse(Required("X-Amz-Expires"), out var seconds) || seconds < 0)
            throw QueryError("X-Amz-Expires should be a number of seconds.");
        if (seconds > LongestPresign.TotalSeconds)
            throw QueryError(
                "X-Amz-Expires must be less than a week (in seconds) that is, the given X-Amz-Expires must be less than 604800 seconds."
            );
        return new SignedRequest(
            parsed.AccessKey,
            parsed.Scope,
            Required("X-Amz-Date"),
            Required("X-Amz-SignedHeaders").Split(';'),
            Required("X-Amz-Signature"),
            TimeSpan.FromSeconds(seconds)
        ).Checked(QueryError);
    }

    /// <summary>SDKs write the parameters of a presigned URL in either case.</summary>
    public static string? Find(QueryParameters query, string name)
    {
        foreach (var pair in query.Pairs)
            if (pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return pair.Value;
        return null;
    }

    private SignedRequest Checked(Func<string, S3Exception> error)
    {
        if (Scope.Service != "s3")
            throw error($"The credential scope names the service '{Scope.Service}'; it must be 's3'.");
        if (!Timestamp.StartsWith(Scope.Date, StringComparison.Ordinal))
            throw error("The date of the credential scope is not that of the request.");
        if (!SignedHeaders.Contains("host"))
            throw error("The host header must be signed.");
        return this;
    }

    private static S3Exception Malformed(string why) =>
        new(400, "AuthorizationHeaderMalformed", $"The authorization header is malformed; {why}");

    private static S3Exception QueryError(string why) => new(400, "AuthorizationQueryParametersError", why);
}
