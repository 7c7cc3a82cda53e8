using System.Text.Json;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Clients;

/// <summary>What a page in a browser does: forms with a signed policy, and requests from another origin. Sent by curl.</summary>
public sealed class BrowserTests(S3Fixture s3) : IClassFixture<S3Fixture>
{
    private static readonly string Curl = ClientProcess.Find("curl") ?? "";

    [Fact]
    public async Task A_form_with_a_signed_policy_uploads()
    {
        SkipWhereMissing();
        var bucket = await s3.NewBucketAsync();
        using var files = new TemporaryDirectory();
        var file = files.WithFile("photo.png", "not really"u8.ToArray());
        var answer = await PostAsync(
            bucket,
            "user/${filename}",
            file,
            fields: [("success_action_status", "201"), ("x-amz-meta-kind", "photo")]
        );
        answer.ShouldContain("201 Created");
        answer.ShouldContain("<Key>user/photo.png</Key>");
        var head = await s3.Client.GetObjectMetadataAsync(bucket, "user/photo.png");
        head.Metadata["kind"].ShouldBe("photo");
        head.Headers.ContentType.ShouldBe("image/png");
        (await s3.TextAsync(bucket, "user/photo.png")).ShouldBe("not really");
    }

    [Fact]
    public async Task A_form_cannot_do_what_its_policy_does_not_say()
    {
        SkipWhereMissing();
        var bucket = await s3.NewBucketAsync();
        using var files = new TemporaryDirectory();
        var file = files.WithFile("f", "0123456789"u8.ToArray());
        (await PostAsync(bucket, "other/key", file)).ShouldContain("Policy Condition failed");
        (await PostAsync(bucket, "user/key", file, unsaid: [("x-amz-meta-more", "x")])).ShouldContain(
            "Extra input fields: x-amz-meta-more"
        );
        (await PostAsync(bucket, "user/key", file, most: 9)).ShouldContain("<Code>EntityTooLarge</Code>");
        (await PostAsync(bucket, "user/key", file, least: 11)).ShouldContain("<Code>EntityTooSmall</Code>");
        (await PostAsync(bucket, "user/key", file, expires: TimeSpan.FromSeconds(-1))).ShouldContain("Policy expired");
        (await PostAsync(bucket, "user/key", file, secret: "guess")).ShouldContain("<Code>SignatureDoesNotMatch</Code>");
        var anonymous = await CurlAsync("-F", "key=user/key", "-F", $"file=@{file}", $"{s3.Url}{bucket}");
        anonymous.ShouldContain("<Code>AccessDenied</Code>");
        (await s3.Client.ListObjectsV2Async(new() { BucketName = bucket })).KeyCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_page_of_another_origin_may_do_what_the_bucket_allows()
    {
        SkipWhereMissing();
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "key", "x");
        string[] preflight =
        [
            "-X",
            "OPTIONS",
            "-H",
            "Origin: https://shop.example",
            "-H",
            "Access-Control-Request-Method: PUT",
            "-H",
            "Access-Control-Request-Headers: content-type, X-Amz-Date",
            $"{s3.Url}{bucket}/key",
        ];
        (await CurlAsync(preflight)).ShouldContain("CORS is not enabled for this bucket");
        await s3.Client.PutCORSConfigurationAsync(
            new()
            {
                BucketName = bucket,
                Configuration = new()
                {
                    Rules =
                    [
                        new()
                        {
                            AllowedOrigins = ["https://*.example"],
                            AllowedMethods = ["PUT", "GET"],
                            AllowedHeaders = ["*"],
                            ExposeHeaders = ["ETag"],
                            MaxAgeSeconds = 600,
                        },
                    ],
                },
            }
        );
        var allowed = await CurlAsync(preflight);
        allowed.ShouldContain("200 OK");
        allowed.ShouldContain("Access-Control-Allow-Origin: https://shop.example");
        allowed.ShouldContain("Access-Control-Allow-Methods: PUT, GET");
        allowed.ShouldContain("Access-Control-Allow-Headers: content-type, x-amz-date");
        allowed.ShouldContain("Access-Control-Max-Age: 600");
        preflight[3] = "Origin: https://shop.elsewhere";
        (await CurlAsync(preflight)).ShouldContain("<Code>AccessForbidden</Code>");

        var url = await s3.Client.GetPreSignedURLAsync(
            new()
            {
                BucketName = bucket,
                Key = "key",
                Protocol = Amazon.S3.Protocol.HTTP,
                Expires = DateTime.UtcNow.AddMinutes(1),
            }
        );
        var actual = await CurlAsync("-H", "Origin: https://shop.example", url);
        actual.ShouldContain("Access-Control-Allow-Origin: https://shop.example");
        actual.ShouldContain("Access-Control-Expose-Headers: ETag");
        // A page can read why it was refused.
        var refused = await CurlAsync("-H", "Origin: https://shop.example", $"{s3.Url}{bucket}/key");
        refused.ShouldContain("403");
        refused.ShouldContain("Access-Control-Allow-Origin: https://shop.example");
    }

    [Fact]
    public async Task A_body_is_asked_for_only_once_the_signature_is_right()
    {
        SkipWhereMissing();
        var bucket = await s3.NewBucketAsync();
        using var files = new TemporaryDirectory();
        var file = files.WithFile("large", new byte[2 * 1024 * 1024]);
        var refused = await CurlAsync("-v", "-H", "Expect: 100-continue", "-T", file, $"{s3.Url}{bucket}/key");
        refused.ShouldContain("403 Forbidden");
        refused.ShouldNotContain("100 Continue");
        var url = await s3.Client.GetPreSignedURLAsync(
            new()
            {
                BucketName = bucket,
                Key = "key",
                Verb = Amazon.S3.HttpVerb.PUT,
                Protocol = Amazon.S3.Protocol.HTTP,
                Expires = DateTime.UtcNow.AddMinutes(1),
            }
        );
        var taken = await CurlAsync("-v", "-H", "Expect: 100-continue", "-T", file, url);
        taken.ShouldContain("100 Continue");
        taken.ShouldContain("200 OK");
        (await s3.Client.GetObjectMetadataAsync(bucket, "key")).ContentLength.ShouldBe(2 * 1024 * 1024);
    }

    private async Task<string> PostAsync(
        string bucket,
        string key,
        string file,
        (string Name, string Value)[]? fields = null,
        (string Name, string Value)[]? unsaid = null,
        long least = 1,
        long most = 1000,
        TimeSpan? expires = null,
        string secret = S3Fixture.SecretKey
    )
    {
        var now = DateTimeOffset.UtcNow;
        var scope = new CredentialScope(now.ToString("yyyyMMdd"), "us-east-1", "s3");
        (string Name, string Value)[] signed =
        [
            ("x-amz-algorithm", "AWS4-HMAC-SHA256"),
            ("x-amz-credential", $"{S3Fixture.AccessKey}/{scope}"),
            ("x-amz-date", now.ToString("yyyyMMdd'T'HHmmss'Z'")),
            .. fields ?? [],
        ];
        object[] conditions =
        [
            new Dictionary<string, string> { ["bucket"] = bucket },
            new object[] { "starts-with", "$key", "user/" },
            new object[] { "content-length-range", least, most },
            .. signed.Select(field => new object[] { "eq", "$" + field.Name, field.Value }),
        ];
        var policy = Convert.ToBase64String(
            JsonSerializer.SerializeToUtf8Bytes(
                new { expiration = (now + (expires ?? TimeSpan.FromMinutes(5))).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), conditions }
            )
        );
        var signature = SigV4.Sign(SigV4.SigningKey(secret, scope), policy);
        return await CurlAsync([
            .. new[] { ("key", key), ("policy", policy), ("x-amz-signature", signature) }
                .Concat(signed)
                .Concat(unsaid ?? [])
                .SelectMany(field => new[] { "-F", $"{field.Item1}={field.Item2}" }),
            "-F",
            $"file=@{file}",
            $"{s3.Url}{bucket}",
        ]);
    }

    // Head and body of the answer, and with -v what was said before them.
    private static async Task<string> CurlAsync(params string[] arguments)
    {
        var run = await ClientProcess.RunAsync(Curl, ["-s", "-i", "--max-time", "60", "--noproxy", "*", .. arguments]);
        return run.Output + run.Error;
    }

    private static void SkipWhereMissing() =>
        Assert.SkipWhen(
            Curl.Length == 0,
            "Not proved: that forms and other origins work with our S3 server. curl is missing: apt-get install curl."
        );
}
