using System.Security.Cryptography;
using System.Text.Json;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Clients;

/// <summary>AWS's command line, every one that is installed: Debian's and, where there is another on the path, that one too.</summary>
public sealed class AwsCliTests(S3Fixture s3, ITestOutputHelper output) : IClassFixture<S3Fixture>
{
    public static TheoryData<string> Installed()
    {
        string?[] found = [.. new[] { "/usr/bin/aws" }.Where(File.Exists), ClientProcess.Find("aws")];
        return [.. found.Distinct().Select(path => path ?? "")];
    }

    // Each call costs a second of Python's time: one of them is enough here.
    public static TheoryData<string> First() => [Installed().First().Data];

    [Theory]
    [MemberData(nameof(Installed))]
    public async Task Files_go_up_come_back_are_synchronised_and_removed(string aws)
    {
        SkipWhereMissing(aws);
        using var files = new TemporaryDirectory();
        var large = RandomNumberGenerator.GetBytes(20 * 1024 * 1024);
        var source = files.WithFile("tree/large file+1.bin", large);
        files.WithFile("tree/sub/small.txt", "small"u8.ToArray());
        files.WithFile("tree/empty", []);
        var bucket = await s3.NewBucketAsync();
        await S3Async(
            "cp",
            source,
            $"s3://{bucket}/one/large file+1.bin",
            "--no-progress",
            "--metadata",
            "colour=blue",
            "--content-type",
            "x/y"
        );
        await S3Async("cp", $"s3://{bucket}/one/large file+1.bin", files.File("back"), "--no-progress");
        (await File.ReadAllBytesAsync(files.File("back"))).AsSpan().SequenceEqual(large).ShouldBeTrue();

        var head = JsonDocument.Parse(await ApiAsync("head-object", "--bucket", bucket, "--key", "one/large file+1.bin")).RootElement;
        head.GetProperty("ContentLength").GetInt64().ShouldBe(large.Length);
        head.GetProperty("Metadata").GetProperty("colour").GetString().ShouldBe("blue");
        head.GetProperty("ContentType").GetString().ShouldBe("x/y");

        await S3Async("sync", files.File("tree"), $"s3://{bucket}/tree", "--no-progress");
        (await S3Async("sync", files.File("tree"), $"s3://{bucket}/tree", "--no-progress")).ShouldBeEmpty();
        File.Delete(files.File("tree/empty"));
        (await S3Async("sync", files.File("tree"), $"s3://{bucket}/tree", "--delete")).ShouldContain("delete: ");
        await S3Async("sync", $"s3://{bucket}/tree", files.File("copy"), "--no-progress");
        (await File.ReadAllTextAsync(files.File("copy/sub/small.txt"))).ShouldBe("small");

        // Larger than a single copy may be for the client: parts are copied by the server.
        await S3Async("mv", $"s3://{bucket}/one/large file+1.bin", $"s3://{bucket}/two/moved", "--no-progress");
        var listed = await S3Async("ls", $"s3://{bucket}/", "--recursive");
        listed.ShouldContain("20971520 two/moved");
        listed.ShouldNotContain("one/");
        (await S3Async("ls", $"s3://{bucket}/")).ShouldContain("PRE tree/");
        // Version 1 presigns as of old unless told otherwise.
        await RunAsync(aws, ["configure", "set", "default.s3.signature_version", "s3v4"], files.File("config"));
        var url = (
            await RunAsync(
                aws,
                ["--endpoint-url", s3.Url.ToString(), "s3", "presign", $"s3://{bucket}/tree/sub/small.txt"],
                files.File("config")
            )
        ).Trim();
        using (var anonymous = new HttpClient())
            (await anonymous.GetStringAsync(url)).ShouldBe("small");

        await S3Async("rm", $"s3://{bucket}", "--recursive");
        await S3Async("rb", $"s3://{bucket}");
        output.WriteLine(s3.ShouldHaveServedAll());

        Task<string> S3Async(params string[] arguments) => RunAsync(aws, ["--endpoint-url", s3.Url.ToString(), "s3", .. arguments]);
        Task<string> ApiAsync(params string[] arguments) => RunAsync(aws, ["--endpoint-url", s3.Url.ToString(), "s3api", .. arguments]);
    }

    [Theory]
    [MemberData(nameof(First))]
    public async Task The_operations_answer_one_by_one(string aws)
    {
        SkipWhereMissing(aws);
        using var files = new TemporaryDirectory();
        var part = RandomNumberGenerator.GetBytes(5 * 1024 * 1024);
        var partFile = files.WithFile("part", part);
        var bucket = await s3.NewBucketAsync();
        string[] key = ["--bucket", bucket, "--key", "key"];
        await ApiAsync("put-bucket-versioning", "--bucket", bucket, "--versioning-configuration", "Status=Enabled");
        (await ApiAsync("get-bucket-versioning", "--bucket", bucket)).GetProperty("Status").GetString().ShouldBe("Enabled");
        var put = await ApiAsync("put-object", [.. key, "--body", partFile, "--tagging", "a=b", "--checksum-algorithm", "SHA256"]);
        put.GetProperty("ETag").GetString().ShouldBe($"\"{Convert.ToHexStringLower(MD5.HashData(part))}\"");
        put.GetProperty("ChecksumSHA256").GetString().ShouldBe(Convert.ToBase64String(SHA256.HashData(part)));
        (await ApiAsync("get-object-tagging", key)).GetProperty("TagSet")[0].GetProperty("Value").GetString().ShouldBe("b");

        var upload = (await ApiAsync("create-multipart-upload", [.. key, "--checksum-algorithm", "CRC32"]))
            .GetProperty("UploadId")
            .GetString()!;
        string[] target = [.. key, "--upload-id", upload];
        var first = await ApiAsync("upload-part", [.. target, "--part-number", "1", "--body", partFile, "--checksum-algorithm", "CRC32"]);
        var second = await ApiAsync(
            "upload-part-copy",
            [.. target, "--part-number", "2", "--copy-source", $"{bucket}/key", "--copy-source-range", "bytes=0-99"]
        );
        (await ApiAsync("list-parts", target)).GetProperty("Parts").GetArrayLength().ShouldBe(2);
        (await ApiAsync("list-multipart-uploads", "--bucket", bucket)).GetProperty("Uploads").GetArrayLength().ShouldBe(1);
        var parts = files.WithFile(
            "parts.json",
            JsonSerializer.SerializeToUtf8Bytes(
                new { Parts = new object[] { Part(1, first), Part(2, second.GetProperty("CopyPartResult")) } }
            )
        );
        var complete = await ApiAsync("complete-multipart-upload", [.. target, "--multipart-upload", $"file://{parts}"]);
        complete.GetProperty("ETag").GetString().ShouldEndWith("-2\"");
        complete.GetProperty("ChecksumCRC32").GetString().ShouldEndWith("-2");
        await ApiAsync("get-object", [.. key, files.File("back"), "--checksum-mode", "ENABLED"]);
        (await File.ReadAllBytesAsync(files.File("back"))).AsSpan().SequenceEqual([.. part, .. part[..100]]).ShouldBeTrue();

        (await ApiAsync("list-object-versions", "--bucket", bucket)).GetProperty("Versions").GetArrayLength().ShouldBe(2);
        (await ApiAsync("delete-object", key)).GetProperty("DeleteMarker").GetBoolean().ShouldBeTrue();
        (await ApiAsync("get-bucket-location", "--bucket", bucket))
            .GetProperty("LocationConstraint")
            .ValueKind.ShouldBe(JsonValueKind.Null);
        (await ApiAsync("get-bucket-acl", "--bucket", bucket)).GetProperty("Grants").GetArrayLength().ShouldBe(1);
        output.WriteLine(s3.ShouldHaveServedAll());

        async Task<JsonElement> ApiAsync(string operation, params string[] arguments)
        {
            var answer = await RunAsync(aws, ["--endpoint-url", s3.Url.ToString(), "--output", "json", "s3api", operation, .. arguments]);
            return answer.Length == 0 ? default : JsonDocument.Parse(answer).RootElement;
        }
        static object Part(int number, JsonElement answer) =>
            new
            {
                PartNumber = number,
                ETag = answer.GetProperty("ETag").GetString(),
                ChecksumCRC32 = answer.GetProperty("ChecksumCRC32").GetString(),
            };
    }

    private static async Task<string> RunAsync(string aws, string[] arguments, string config = "/dev/null") =>
        (
            await ClientProcess.RunAsync(
                aws,
                arguments,
                new Dictionary<string, string>
                {
                    ["AWS_ACCESS_KEY_ID"] = S3Fixture.AccessKey,
                    ["AWS_SECRET_ACCESS_KEY"] = S3Fixture.SecretKey,
                    ["AWS_DEFAULT_REGION"] = "us-east-1",
                    ["AWS_CONFIG_FILE"] = config,
                    ["AWS_EC2_METADATA_DISABLED"] = "true",
                    ["NO_PROXY"] = "127.0.0.1",
                }
            )
        ).ShouldSucceed();

    private static void SkipWhereMissing(string aws) =>
        Assert.SkipWhen(
            aws.Length == 0,
            "Not proved: that AWS's command line works with our S3 server. It is missing: apt-get install awscli."
        );
}
