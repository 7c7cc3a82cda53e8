using System.Globalization;
using Microsoft.AspNetCore.Http;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Auth;

/// <summary>Says who sent a request and what vouches for its body, before a byte of the body is read.</summary>
internal sealed class Authenticator(string accessKey, string secretKey, TimeProvider time)
{
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);
    private CachedKey? cached;

    /// <summary>Null for an anonymous request; throws where a signature was tried and is wrong.</summary>
    public PayloadSignature? Authenticate(string method, RequestTarget target, IHeaderDictionary headers)
    {
        var authorization = headers.Authorization.ToString();
        var presigned =
            SignedRequest.Find(target.Query, "X-Amz-Algorithm") is not null
            || SignedRequest.Find(target.Query, "X-Amz-Signature") is not null
            || SignedRequest.Find(target.Query, "X-Amz-Credential") is not null;
        if (authorization.Length > 0 && presigned)
            throw S3Errors.InvalidArgument(
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified"
            );
        if (target.Query.Has("AWSAccessKeyId"))
            throw S3Errors.InvalidRequest("The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
        if (authorization.Length == 0 && !presigned)
            return null;

        var signed = presigned ? SignedRequest.FromQuery(target.Query) : SignedRequest.FromHeader(authorization, Timestamp(headers));
        if (!SigV4.Same(accessKey, signed.AccessKey))
            throw UnknownKey(signed.AccessKey);
        if (headers.ContainsKey("x-amz-security-token") || SignedRequest.Find(target.Query, "X-Amz-Security-Token") is not null)
            throw new S3Exception(400, "InvalidToken", "The provided token is malformed or otherwise invalid: this server issues none.");
        CheckTime(signed);
        var payload = Payload(signed, target, headers);
        var canonical = SigV4.CanonicalRequest(
            method,
            target.Path,
            target.Query.Pairs.Where(pair => !pair.Key.Equals("X-Amz-Signature", StringComparison.OrdinalIgnoreCase)),
            Signed(signed, headers),
            payload.Declared
        );
        var key = SigningKey(signed.Scope);
        var toSign = SigV4.StringToSign(signed.Timestamp, signed.Scope, canonical);
        if (!SigV4.Same(SigV4.Sign(key, toSign), signed.Signature))
            throw Mismatch(signed.AccessKey, toSign, signed.Signature, canonical);
        CheckCoverage(signed, headers);
        return payload.SignsChunks
            ? payload with
            {
                Chunks = new ChunkSigner(key, signed.Timestamp, signed.Scope, signed.Signature),
            }
            : payload;
    }

    /// <summary>Checks the signature of a POST policy, which covers the policy's text and nothing else.</summary>
    public void AuthenticatePolicy(string credential, string timestamp, string policy, string signature)
    {
        if (
            CredentialScope.Parse(credential) is not { } parsed
            || parsed.Scope.Service != "s3"
            || !timestamp.StartsWith(parsed.Scope.Date, StringComparison.Ordinal)
        )
            throw S3Errors.InvalidArgument(
                "The x-amz-credential field is KEY/DATE/REGION/s3/aws4_request.",
                "x-amz-credential",
                credential
            );
        if (!SigV4.Same(accessKey, parsed.AccessKey))
            throw UnknownKey(parsed.AccessKey);
        if (!SigV4.Same(SigV4.Sign(SigningKey(parsed.Scope), policy), signature))
            throw Mismatch(parsed.AccessKey, policy, signature, null);
    }

    private byte[] SigningKey(CredentialScope scope)
    {
        // One day and region at a time is what clients use; a race costs a computation, not correctness.
        if (cached is { } known && known.Scope == scope)
            return known.Key;
        var key = SigV4.SigningKey(secretKey, scope);
        cached = new(scope, key);
        return key;
    }

    private sealed record CachedKey(CredentialScope Scope, byte[] Key);

    private void CheckTime(SignedRequest signed)
    {
        if (!SigV4.TryParseTimestamp(signed.Timestamp, out var at))
            throw S3Errors.AccessDenied("AWS authentication requires a valid Date or x-amz-date header");
        var now = time.GetUtcNow();
        if (signed.Expires is { } expires)
        {
            if (at - now > Skew)
                throw S3Errors.AccessDenied("Request is not valid yet");
            if (now > at + expires)
                throw S3Errors.AccessDenied("Request has expired");
        }
        else if ((now - at).Duration() > Skew)
            throw new S3Exception(
                403,
                "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.",
                ("RequestTime", signed.Timestamp),
                ("ServerTime", XmlAnswer.Iso(now)),
                ("MaxAllowedSkewMilliseconds", "900000")
            );
    }

    private static PayloadSignature Payload(SignedRequest signed, RequestTarget target, IHeaderDictionary headers)
    {
        var declared = headers["x-amz-content-sha256"].ToString();
        if (signed.Expires is not null)
        {
            // A presigned URL says nothing of the body unless it was told to.
            var inQuery = SignedRequest.Find(target.Query, "X-Amz-Content-Sha256");
            return inQuery is not null ? PayloadSignature.Of(inQuery)
                : declared.Length > 0 && signed.SignedHeaders.Contains("x-amz-content-sha256") ? PayloadSignature.Of(declared)
                : PayloadSignature.Unsigned;
        }
        return declared.Length == 0
            ? throw S3Errors.InvalidRequest("Missing required header for this request: x-amz-content-sha256")
            : PayloadSignature.Of(declared);
    }

    private static List<KeyValuePair<string, string>> Signed(SignedRequest signed, IHeaderDictionary headers) =>
        signed.SignedHeaders.Select(name => KeyValuePair.Create(name, string.Join(',', headers[name].ToArray()))).ToList();

    // What is not signed could have been changed on the way: S3 takes no x-amz header on trust.
    private static void CheckCoverage(SignedRequest signed, IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys.Select(name => name.ToLowerInvariant()))
            if (
                name.StartsWith("x-amz-", StringComparison.Ordinal)
                && !signed.SignedHeaders.Contains(name)
                && !(signed.Expires is not null && name == "x-amz-content-sha256")
            )
                throw new S3Exception(
                    403,
                    "AccessDenied",
                    "There were headers present in the request which were not signed",
                    ("HeadersNotSigned", name)
                );
    }

    private static string? Timestamp(IHeaderDictionary headers) =>
        headers["x-amz-date"].ToString() is { Length: > 0 } stamp ? stamp
        : DateTimeOffset.TryParseExact(
            headers.Date.ToString(),
            "r",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var date
        )
            ? date.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)
        : null;

    private static S3Exception UnknownKey(string key) =>
        new(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", ("AWSAccessKeyId", key));

    private static S3Exception Mismatch(string key, string toSign, string signature, string? canonical)
    {
        var details = new List<(string, string)> { ("AWSAccessKeyId", key), ("StringToSign", toSign), ("SignatureProvided", signature) };
        if (canonical is not null)
            details.Add(("CanonicalRequest", canonical));
        return new(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
            [.. details]
        );
    }
}
