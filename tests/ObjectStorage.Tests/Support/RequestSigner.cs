using Microsoft.AspNetCore.Http;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Tests.Support;

/// <summary>Signs requests as a client would, for the key <c>key</c> and the secret <c>secret</c>.</summary>
internal static class RequestSigner
{
    public const string Host = "localhost:9000";

    public static HeaderDictionary Sign(string method, string target, Dictionary<string, string> headers, DateTimeOffset now)
    {
        headers.TryAdd("Host", Host);
        headers.TryAdd("x-amz-content-sha256", SigV4.EmptyHash);
        headers["x-amz-date"] = Stamp(now);
        var signed = headers
            .Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .ToList();
        var parsed = RequestTarget.Parse(target);
        var signature = Signature(method, parsed, parsed.Query.Pairs, signed, headers["x-amz-content-sha256"], now);
        var all = new HeaderDictionary();
        foreach (var (name, value) in headers)
            all[name] = value;
        all["Authorization"] =
            $"AWS4-HMAC-SHA256 Credential=key/{Scope(now)}, SignedHeaders={string.Join(';', signed.Select(header => header.Key))}, Signature={signature}";
        return all;
    }

    public static string Presign(string method, string path, DateTimeOffset now, TimeSpan expires)
    {
        var unsigned =
            $"{path}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString($"key/{Scope(now)}")}&X-Amz-Date={Stamp(now)}&X-Amz-Expires={expires.TotalSeconds}&X-Amz-SignedHeaders=host";
        var parsed = RequestTarget.Parse(unsigned);
        return $"{unsigned}&X-Amz-Signature={Signature(method, parsed, parsed.Query.Pairs, [new("host", Host)], PayloadSignature.UnsignedPayload, now)}";
    }

    public static CredentialScope Scope(DateTimeOffset now) => new(now.ToString("yyyyMMdd"), "us-east-1", "s3");

    public static string Stamp(DateTimeOffset now) => now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'");

    private static string Signature(
        string method,
        RequestTarget target,
        IEnumerable<KeyValuePair<string, string>> query,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        string hash,
        DateTimeOffset now
    ) =>
        SigV4.Sign(
            SigV4.SigningKey("secret", Scope(now)),
            SigV4.StringToSign(Stamp(now), Scope(now), SigV4.CanonicalRequest(method, target.Path, query, headers, hash))
        );
}
