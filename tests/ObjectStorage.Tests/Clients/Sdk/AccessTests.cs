using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Clients.Sdk;

/// <summary>Who may do what: keys, presigned URLs, the anonymous and bucket policies.</summary>
public sealed class AccessTests(S3Fixture s3) : IClassFixture<S3Fixture>
{
    private static readonly HttpClient Anonymous = new();

    [Fact]
    public async Task A_wrong_key_or_secret_is_refused()
    {
        using var wrongKey = s3.NewClient("nobody", S3Fixture.SecretKey);
        await wrongKey.ListBucketsAsync().ShouldBeRefusedAsync("InvalidAccessKeyId", HttpStatusCode.Forbidden);
        using var wrongSecret = s3.NewClient(S3Fixture.AccessKey, "guess");
        await wrongSecret.ListBucketsAsync().ShouldBeRefusedAsync("SignatureDoesNotMatch", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_anonymous_get_nothing_without_a_policy()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "key", "x");
        foreach (var path in new[] { "/", $"/{bucket}", $"/{bucket}/key", "/no-such-bucket/key" })
        {
            using var answer = await Anonymous.GetAsync(new Uri(s3.Url, path));
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>AccessDenied</Code>");
        }
        using var put = await Anonymous.PutAsync(new Uri(s3.Url, $"/{bucket}/key"), new StringContent("y"));
        put.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await s3.TextAsync(bucket, "key")).ShouldBe("x");
    }

    [Fact]
    public async Task A_policy_makes_a_bucket_readable_for_everyone_and_no_more()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "public/key", "open");
        await s3.PutAsync(bucket, "private/key", "closed");
        var policy = $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::{{bucket}}/public/*"]}]}
            """;
        await s3.Client.PutBucketPolicyAsync(bucket, policy);
        (await s3.Client.GetBucketPolicyAsync(bucket)).Policy.ShouldBe(policy);
        (await Anonymous.GetStringAsync(new Uri(s3.Url, $"/{bucket}/public/key"))).ShouldBe("open");
        (await Anonymous.GetAsync(new Uri(s3.Url, $"/{bucket}/private/key"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Anonymous.GetAsync(new Uri(s3.Url, $"/{bucket}"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Anonymous.DeleteAsync(new Uri(s3.Url, $"/{bucket}/public/key"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await s3.Client.DeleteBucketPolicyAsync(bucket);
        (await Anonymous.GetAsync(new Uri(s3.Url, $"/{bucket}/public/key"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_policy_that_would_be_obeyed_only_in_part_is_refused()
    {
        s3.ExpectNotImplemented();
        var bucket = await s3.NewBucketAsync();
        var refusal = await s3
            .Client.PutBucketPolicyAsync(
                bucket,
                $$"""
                {"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{bucket}}/*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"} } }]}
                """
            )
            .ShouldBeRefusedAsync("NotImplemented", HttpStatusCode.NotImplemented);
        refusal.Message.ShouldContain("Condition");
    }

    [Fact]
    public async Task Presigned_urls_put_and_get_without_a_key()
    {
        var bucket = await s3.NewBucketAsync();
        GetPreSignedUrlRequest Request(HttpVerb verb) =>
            new()
            {
                BucketName = bucket,
                Key = "shared/a b+c",
                Verb = verb,
                Protocol = Protocol.HTTP,
                Expires = DateTime.UtcNow.AddMinutes(5),
            };
        using var put = await Anonymous.PutAsync(
            await s3.Client.GetPreSignedURLAsync(Request(HttpVerb.PUT)),
            new StringContent("presigned", Encoding.UTF8)
        );
        put.StatusCode.ShouldBe(HttpStatusCode.OK, await put.Content.ReadAsStringAsync());
        var get = Request(HttpVerb.GET);
        get.ResponseHeaderOverrides.ContentDisposition = "attachment; filename=x.txt";
        var url = await s3.Client.GetPreSignedURLAsync(get);
        using var answer = await Anonymous.GetAsync(url);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("presigned");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("x.txt");
        (await Anonymous.GetAsync(url.Replace("x.txt", "y.txt", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Anonymous.DeleteAsync(url)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_empty_body_that_waits_for_100_is_the_last_of_its_connection()
    {
        var bucket = await s3.NewBucketAsync();
        var url = await s3.Client.GetPreSignedURLAsync(
            new()
            {
                BucketName = bucket,
                Key = "empty",
                Verb = HttpVerb.PUT,
                Protocol = Protocol.HTTP,
                Expires = DateTime.UtcNow.AddMinutes(5),
            }
        );
        using var put = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent([]) };
        put.Headers.ExpectContinue = true;
        using var answer = await Anonymous.SendAsync(put);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.ConnectionClose.ShouldBe(true);
    }

    [Fact]
    public async Task A_presigned_url_expires()
    {
        var bucket = await s3.NewBucketAsync();
        await s3.PutAsync(bucket, "key", "x");
        var url = await s3.Client.GetPreSignedURLAsync(
            new()
            {
                BucketName = bucket,
                Key = "key",
                Protocol = Protocol.HTTP,
                Expires = DateTime.UtcNow.AddSeconds(-5),
            }
        );
        using var answer = await Anonymous.GetAsync(url);
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.BadRequest);
    }
}
