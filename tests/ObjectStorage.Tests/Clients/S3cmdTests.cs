using System.Security.Cryptography;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Clients;

/// <summary>s3cmd, which compares every ETag with an MD5 of its own.</summary>
public sealed class S3cmdTests(S3Fixture s3, ITestOutputHelper output) : IClassFixture<S3Fixture>
{
    [Fact]
    public async Task Files_go_up_come_back_are_synchronised_and_removed()
    {
        Assert.SkipWhen(
            ClientProcess.Find("s3cmd") is null,
            "Not proved: that s3cmd works with our S3 server. It is missing: apt-get install s3cmd."
        );
        using var files = new TemporaryDirectory();
        var config = files.WithFile(
            ".s3cfg",
            System.Text.Encoding.UTF8.GetBytes(
                $"""
                [default]
                access_key = {S3Fixture.AccessKey}
                secret_key = {S3Fixture.SecretKey}
                host_base = 127.0.0.1:{s3.Server.Port}
                host_bucket = 127.0.0.1:{s3.Server.Port}
                use_https = False
                """
            )
        );
        var large = RandomNumberGenerator.GetBytes(20 * 1024 * 1024);
        var source = files.WithFile("tree/large file+ä.bin", large);
        files.WithFile("tree/sub/small.txt", "small"u8.ToArray());
        var bucket = "s3cmd-bucket";
        await RunAsync("mb", $"s3://{bucket}");
        await RunAsync(
            "put",
            source,
            $"s3://{bucket}/one/large file+ä.bin",
            "--multipart-chunk-size-mb=5",
            "--add-header=x-amz-meta-colour:blue"
        );
        await RunAsync("get", $"s3://{bucket}/one/large file+ä.bin", files.File("back"));
        (await File.ReadAllBytesAsync(files.File("back"))).AsSpan().SequenceEqual(large).ShouldBeTrue();
        await RunAsync("sync", files.File("tree") + "/", $"s3://{bucket}/tree/");
        (await RunAsync("sync", files.File("tree") + "/", $"s3://{bucket}/tree/")).ShouldNotContain("upload:");
        await RunAsync("sync", $"s3://{bucket}/tree/", files.File("copy") + "/");
        (await File.ReadAllTextAsync(files.File("copy/sub/small.txt"))).ShouldBe("small");

        await RunAsync("cp", $"s3://{bucket}/tree/sub/small.txt", $"s3://{bucket}/copied");
        await RunAsync("mv", $"s3://{bucket}/copied", $"s3://{bucket}/moved");
        await RunAsync("modify", "--add-header=Cache-Control: max-age=60", $"s3://{bucket}/moved");
        var listed = await RunAsync("ls", "--recursive", $"s3://{bucket}");
        listed.ShouldContain($"s3://{bucket}/moved");
        listed.ShouldNotContain("/copied");
        (await RunAsync("ls", $"s3://{bucket}/")).ShouldContain("DIR");
        (await RunAsync("du", $"s3://{bucket}")).ShouldContain("objects");
        (await RunAsync("info", $"s3://{bucket}/one/large file+ä.bin")).ShouldContain("blue");

        var policy = files.WithFile(
            "policy.json",
            System.Text.Encoding.UTF8.GetBytes(
                $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::{{bucket}}/*"}]}"""
            )
        );
        await RunAsync("setpolicy", policy, $"s3://{bucket}");
        using (var anonymous = new HttpClient())
            (await anonymous.GetStringAsync(new Uri(s3.Url, $"/{bucket}/moved"))).ShouldBe("small");
        var cors = files.WithFile(
            "cors.xml",
            """
            <CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>
            """u8.ToArray()
        );
        await RunAsync("setcors", cors, $"s3://{bucket}");
        var info = await RunAsync("info", $"s3://{bucket}");
        info.ShouldContain("s3:GetObject");
        info.ShouldContain("AllowedOrigin");
        var lifecycle = files.WithFile(
            "lifecycle.xml",
            """
            <LifecycleConfiguration><Rule><ID>r</ID><Prefix>tmp/</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>
            """u8.ToArray()
        );
        await RunAsync("setlifecycle", lifecycle, $"s3://{bucket}");
        (await RunAsync("getlifecycle", $"s3://{bucket}")).ShouldContain("<Days>1</Days>");
        await RunAsync("dellifecycle", $"s3://{bucket}");
        await RunAsync("delcors", $"s3://{bucket}");
        await RunAsync("delpolicy", $"s3://{bucket}");

        await RunAsync("del", $"s3://{bucket}/moved");
        await RunAsync("del", "--recursive", "--force", $"s3://{bucket}");
        await RunAsync("rb", $"s3://{bucket}");
        output.WriteLine(s3.ShouldHaveServedAll());

        async Task<string> RunAsync(params string[] arguments) =>
            (await ClientProcess.RunAsync("s3cmd", ["--config", config, "--no-progress", .. arguments])).ShouldSucceed();
    }
}
