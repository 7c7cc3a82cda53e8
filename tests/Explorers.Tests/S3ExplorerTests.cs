using Amazon.S3;
using Amazon.S3.Model;
using Engines.Tests;
using Platform.Dashboard.Explorers;
using Platform.Engines.ObjectStorage;

namespace Explorers.Tests;

public sealed class S3ExplorerTests : IAsyncLifetime
{
    private const string Secret = "very-secret-of-this-test";
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];
    private readonly Sandbox sandbox = new();
    private S3Server store = null!;
    private AmazonS3Client writer = null!;
    private IExplorer explorer = null!;

    public async ValueTask InitializeAsync()
    {
        store = await S3Server.StartAsync(
            new()
            {
                DataDirectory = sandbox["s3"],
                AccessKey = "tester",
                SecretKey = Secret,
                Buckets = ["files"],
            }
        );
        var endpoint = $"http://127.0.0.1:{store.Port}";
        writer = new(
            "tester",
            Secret,
            new AmazonS3Config
            {
                ServiceURL = endpoint,
                ForcePathStyle = true,
                AuthenticationRegion = "us-east-1",
            }
        );
        await writer.PutObjectAsync(
            new()
            {
                BucketName = "files",
                Key = "a/김민준.json",
                ContentBody = """{"a":[1]}""",
            }
        );
        await writer.PutObjectAsync(
            new()
            {
                BucketName = "files",
                Key = "a/picture",
                InputStream = new MemoryStream(Png),
                ContentType = "text/html",
            }
        );
        await writer.PutObjectAsync(
            new()
            {
                BucketName = "files",
                Key = "page.html",
                ContentBody = "<script>alert(1)</script>",
                ContentType = "text/html",
            }
        );
        await writer.PutObjectAsync(
            new()
            {
                BucketName = "files",
                Key = "long.txt",
                ContentBody = new string('가', 100_000),
            }
        );
        await writer.PutObjectAsync(
            new()
            {
                BucketName = "files",
                Key = "empty",
                ContentBody = "",
            }
        );
        explorer = Explorer.Open(ExplorerKind.S3, $"Endpoint={endpoint};AccessKey=tester;SecretKey={Secret}");
    }

    public async ValueTask DisposeAsync()
    {
        await explorer.DisposeAsync();
        writer.Dispose();
        await store.DisposeAsync();
        sandbox.Dispose();
    }

    [Fact]
    public async Task Buckets_folders_and_objects_are_listed_page_by_page()
    {
        (await explorer.ListAsync("", new(), default)).Entries.ShouldHaveSingleItem().Name.ShouldBe("files");
        var (names, after) = (new List<(string, string)>(), (string?)null);
        do
        {
            var page = await explorer.ListAsync("files", new(after, 2), default);
            names.AddRange(page.Entries.Select(entry => (entry.Name, entry.Kind)));
            after = page.Next;
        } while (after is not null);
        names.ShouldBe([("a/", "folder"), ("empty", "object"), ("long.txt", "object"), ("page.html", "object")], ignoreOrder: true);
        (await explorer.ListAsync("files/a%2F", new(), default)).Entries.Select(entry => entry.Name).ShouldBe(["picture", "김민준.json"]);
    }

    [Fact]
    public async Task An_object_is_shown_by_what_it_holds_and_never_as_a_document()
    {
        (await ReadAsync("a/김민준.json")).Format.ShouldBe("json");
        (await ReadAsync("a/picture")).Text!.ShouldStartWith("data:image/png;base64,");
        var page = await ReadAsync("page.html");
        (page.Format, page.Text).ShouldBe(("text", "<script>alert(1)</script>"));
        (await ReadAsync("empty")).Text.ShouldBe("");
    }

    [Fact]
    public async Task A_long_object_is_fetched_to_a_bound()
    {
        var content = await ReadAsync("long.txt");
        content.Text!.Length.ShouldBeInRange(20_000, 65_536);
        content.Text.ShouldNotContain('\ufffd');
        content.Notice!.ShouldContain("of 293.0 KiB");
    }

    [Fact]
    public async Task Nothing_can_be_written()
    {
        foreach (var action in new[] { "put", "delete", "DeleteObject", "create" })
        {
            await Should.ThrowAsync<ExplorerException>(() =>
                explorer.ActAsync(action, "files/empty", new Dictionary<string, string?>(), default)
            );
        }
        await Should.ThrowAsync<ExplorerException>(() => explorer.QueryAsync("files", "delete", default));
        (await writer.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "files" })).S3Objects.Count.ShouldBe(5);
    }

    [Fact]
    public async Task What_is_not_there_is_told_in_the_stores_words()
    {
        var error = await Should.ThrowAsync<ExplorerException>(() => explorer.ListAsync("none", new(), default));
        error.Message.ShouldContain("NoSuchBucket");
    }

    private Task<ExplorerContent> ReadAsync(string key) => explorer.ReadAsync($"files/{Uri.EscapeDataString(key)}", new(), default);
}
