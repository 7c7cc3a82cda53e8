using Platform.Engines.ObjectStorage.Auth;

namespace Platform.Engines.ObjectStorage.Tests.Auth;

/// <summary>The examples that AWS publishes in "Authenticating Requests (AWS Signature Version 4)" of the S3 API reference.</summary>
public sealed class SigV4Tests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private const string Timestamp = "20130524T000000Z";
    private const string Host = "examplebucket.s3.amazonaws.com";
    private static readonly CredentialScope Scope = new("20130524", "us-east-1", "s3");

    [Fact]
    public void Get_an_object_with_a_range() =>
        Signature(
                "GET",
                "/test.txt",
                [],
                [("host", Host), ("range", "bytes=0-9"), ("x-amz-content-sha256", SigV4.EmptyHash), ("x-amz-date", Timestamp)],
                SigV4.EmptyHash
            )
            .ShouldBe("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");

    [Fact]
    public void Put_an_object_whose_key_needs_encoding()
    {
        const string hash = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
        Signature(
                "PUT",
                "/test$file.text",
                [],
                [
                    ("date", "Fri, 24 May 2013 00:00:00 GMT"),
                    ("host", Host),
                    ("x-amz-content-sha256", hash),
                    ("x-amz-date", Timestamp),
                    ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
                ],
                hash
            )
            .ShouldBe("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    [Fact]
    public void Get_a_sub_resource() =>
        Signature(
                "GET",
                "/",
                [("lifecycle", "")],
                [("host", Host), ("x-amz-content-sha256", SigV4.EmptyHash), ("x-amz-date", Timestamp)],
                SigV4.EmptyHash
            )
            .ShouldBe("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");

    [Fact]
    public void List_objects_with_parameters() =>
        Signature(
                "GET",
                "/",
                [("prefix", "J"), ("max-keys", "2")],
                [("host", Host), ("x-amz-content-sha256", SigV4.EmptyHash), ("x-amz-date", Timestamp)],
                SigV4.EmptyHash
            )
            .ShouldBe("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");

    [Fact]
    public void Presign_a_get() =>
        Signature(
                "GET",
                "/test.txt",
                [
                    ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
                    ("X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"),
                    ("X-Amz-Date", Timestamp),
                    ("X-Amz-Expires", "86400"),
                    ("X-Amz-SignedHeaders", "host"),
                ],
                [("host", Host)],
                PayloadSignature.UnsignedPayload
            )
            .ShouldBe("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");

    [Fact]
    public void Spaces_in_headers_are_squeezed_and_everything_else_is_kept() =>
        SigV4
            .CanonicalRequest("GET", "/a b/ü", [], [new("x", "  a   b\tc "), new("y", "a\"  \"b")], "H")
            .ShouldBe("GET\n/a%20b/%C3%BC\n\nx:a b\tc\ny:a\" \"b\n\nx;y\nH");

    [Theory]
    [InlineData("KEY/20130524/us-east-1/s3/aws4_request", "KEY")]
    [InlineData("A/KEY/20130524/us-east-1/s3/aws4_request", "A/KEY")]
    [InlineData("KEY/2013/us-east-1/s3/aws4_request", null)]
    [InlineData("KEY/20130524/us-east-1/s3/aws3_request", null)]
    [InlineData("KEY", null)]
    public void A_credential_names_key_and_scope(string credential, string? key) =>
        CredentialScope.Parse(credential)?.AccessKey.ShouldBe(key);

    private static string Signature(
        string method,
        string path,
        (string Name, string Value)[] query,
        (string Name, string Value)[] headers,
        string hash
    )
    {
        var canonical = SigV4.CanonicalRequest(method, path, Pairs(query), Pairs(headers), hash);
        return SigV4.Sign(SigV4.SigningKey(Secret, Scope), SigV4.StringToSign(Timestamp, Scope, canonical));
    }

    private static List<KeyValuePair<string, string>> Pairs((string Name, string Value)[] pairs) =>
        [.. pairs.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))];
}
