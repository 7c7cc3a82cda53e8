using Microsoft.AspNetCore.Http;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Auth;

public sealed class AuthenticatorTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private readonly StoppedTime time = new(Now);
    private readonly Authenticator authenticator;

    public AuthenticatorTests() => authenticator = new("key", "secret", time);

    [Fact]
    public void A_right_signature_says_how_the_body_comes()
    {
        var signed = RequestSigner.Sign("PUT", "/b/k?x-id=PutObject", new() { ["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD" }, Now);
        Authenticate("PUT", "/b/k?x-id=PutObject", signed)!.Declared.ShouldBe("UNSIGNED-PAYLOAD");
    }

    [Fact]
    public void No_signature_is_nobody() => Authenticate("GET", "/b/k", new() { ["Host"] = "h" }).ShouldBeNull();

    [Theory]
    [InlineData("DELETE", "/b/k", null, null)]
    [InlineData("GET", "/b/other", null, null)]
    [InlineData("GET", "/b/k?versionId=1", null, null)]
    [InlineData("GET", "/b/k", "Range", "bytes=0-1")]
    [InlineData("GET", "/b/k", "Host", "elsewhere")]
    public void What_was_signed_cannot_be_changed(string method, string target, string? header, string? value)
    {
        var signed = RequestSigner.Sign("GET", "/b/k", new() { ["Range"] = "bytes=0-9" }, Now);
        if (header is not null)
            signed[header] = value;
        Refused(method, target, signed).Code.ShouldBe("SignatureDoesNotMatch");
    }

    [Fact]
    public void A_header_of_Amazons_must_be_signed()
    {
        var signed = RequestSigner.Sign("PUT", "/b/k", [], Now);
        signed["x-amz-copy-source"] = "/other/key";
        Refused("PUT", "/b/k", signed).Message.ShouldContain("not signed");
    }

    [Theory]
    [InlineData(14, null)]
    [InlineData(-14, null)]
    [InlineData(16, "RequestTimeTooSkewed")]
    [InlineData(-16, "RequestTimeTooSkewed")]
    public void Clocks_may_differ_by_a_quarter_of_an_hour(int minutes, string? code)
    {
        var signed = RequestSigner.Sign("GET", "/b/k", [], Now);
        time.Now = Now.AddMinutes(minutes);
        if (code is null)
            Authenticate("GET", "/b/k", signed).ShouldNotBeNull();
        else
            Refused("GET", "/b/k", signed).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("AWS key:signature", "InvalidRequest")]
    [InlineData("AWS4-HMAC-SHA256 nonsense", "AuthorizationHeaderMalformed")]
    [InlineData(
        "AWS4-HMAC-SHA256 Credential=key/20260304/r/s3/aws4_request, SignedHeaders=range, Signature=0",
        "AuthorizationHeaderMalformed"
    )]
    [InlineData(
        "AWS4-HMAC-SHA256 Credential=key/20260304/r/ec2/aws4_request, SignedHeaders=host, Signature=0",
        "AuthorizationHeaderMalformed"
    )]
    [InlineData(
        "AWS4-HMAC-SHA256 Credential=key/20260303/r/s3/aws4_request, SignedHeaders=host, Signature=0",
        "AuthorizationHeaderMalformed"
    )]
    [InlineData("AWS4-HMAC-SHA256 Credential=other/20260304/r/s3/aws4_request, SignedHeaders=host, Signature=0", "InvalidAccessKeyId")]
    public void An_authorization_that_is_none_is_refused(string authorization, string code) =>
        Refused(
            "GET",
            "/b/k",
            new()
            {
                ["Host"] = "h",
                ["Authorization"] = authorization,
                ["x-amz-date"] = "20260304T050607Z",
                ["x-amz-content-sha256"] = SigV4.EmptyHash,
            }
        )
            .Code.ShouldBe(code);

    [Fact]
    public void A_presigned_url_holds_as_long_as_it_says()
    {
        var target = RequestSigner.Presign("GET", "/b/k", Now, TimeSpan.FromMinutes(10));
        time.Now = Now.AddMinutes(9);
        Authenticate("GET", target, new() { ["Host"] = RequestSigner.Host }).ShouldNotBeNull();
        time.Now = Now.AddMinutes(11);
        Refused("GET", target, new() { ["Host"] = RequestSigner.Host }).Message.ShouldContain("expired");
        time.Now = Now.AddMinutes(-16);
        Refused("GET", target, new() { ["Host"] = RequestSigner.Host }).Message.ShouldContain("not valid yet");
        Refused("GET", RequestSigner.Presign("GET", "/b/k", Now, TimeSpan.FromDays(8)), new() { ["Host"] = RequestSigner.Host })
            .Code.ShouldBe("AuthorizationQueryParametersError");
    }

    [Fact]
    public void Two_signatures_at_once_are_one_too_many()
    {
        var target = RequestSigner.Presign("GET", "/b/k", Now, TimeSpan.FromMinutes(10));
        Refused("GET", target, RequestSigner.Sign("GET", "/b/k", [], Now)).Code.ShouldBe("InvalidArgument");
    }

    private PayloadSignature? Authenticate(string method, string target, HeaderDictionary headers) =>
        authenticator.Authenticate(method, RequestTarget.Parse(target), headers);

    private S3Exception Refused(string method, string target, HeaderDictionary headers) =>
        Should.Throw<S3Exception>(() => Authenticate(method, target, headers));
}
