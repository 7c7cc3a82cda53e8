using Amazon.S3;
using Amazon.S3.Model;
using Platform.Engines.Host;
using Platform.Hosting;

namespace Engines.Tests;

/// <summary>The S3 server as the host starts it, here and in the child process.</summary>
public sealed class ObjectStorageEngineTests
{
    private const string Secret = "needle-in-no-haystack-61";

    public static TheoryData<EnginePlacement> Placements => [EnginePlacement.InProcess, EnginePlacement.ChildProcess];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task Kept_data_survives_a_stop_and_a_changed_secret_and_a_snapshot_can_be_restored(EnginePlacement placement)
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox, placement) with { KeepData = true };
        await using (var first = await Served.StartAsync(Engine(), request))
        {
            using var client = Connect(request);
            await PutAsync(client, "before");
            await first.Engine.SnapshotAsync(sandbox["snapshot"], Cancelled);
            await PutAsync(client, "after");
            await first.StopAsync();
        }

        var changed = request with { Settings = new ObjectStorageSettings("minioadmin", "another-secret") };
        await using (var second = await Served.StartAsync(Engine(), changed))
        {
            using var client = Connect(changed);
            (await GetAsync(client)).ShouldBe("after");
            await second.StopAsync();
        }

        var restored = await Engine().PrepareAsync(changed, Cancelled);
        await restored.RestoreAsync(sandbox["snapshot"], Cancelled);
        await using var third = await Served.StartAsync(restored, changed);
        using var last = Connect(changed);
        (await GetAsync(last)).ShouldBe("before");
    }

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task Without_a_volume_every_start_is_fresh_but_for_the_buckets_of_the_graph(EnginePlacement placement)
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox, placement);
        await using (var first = await Served.StartAsync(Engine(), request))
        {
            using var client = Connect(request);
            await PutAsync(client, "forgotten");
            await first.StopAsync();
        }

        await using var second = await Served.StartAsync(Engine(), request);
        using var again = Connect(request);
        (await again.ListBucketsAsync(Cancelled)).Buckets.ConvertAll(bucket => bucket.BucketName).ShouldBe(["uploads"]);
        (await again.ListObjectsV2Async(new() { BucketName = "uploads" }, Cancelled)).KeyCount.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_put_survives_kill_9_of_the_process()
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox, EnginePlacement.ChildProcess) with { KeepData = true };
        await using (var first = await Served.StartAsync(Engine(), request))
        {
            using var client = Connect(request);
            await PutAsync(client, "here to stay");
            await first.KillAsync();
        }

        await using var second = await Served.StartAsync(Engine(), request);
        using var again = Connect(request);
        (await GetAsync(again)).ShouldBe("here to stay");
    }

    [Fact]
    public async Task A_probe_with_other_keys_is_refused()
    {
        using var sandbox = new Sandbox();
        await using var served = await Served.StartAsync(Engine(), Request(sandbox, EnginePlacement.InProcess));
        using var elsewhere = new Sandbox();
        var stranger = await Engine()
            .PrepareAsync(
                Request(elsewhere, EnginePlacement.InProcess) with
                {
                    Settings = new ObjectStorageSettings("minioadmin", "wrong-secret"),
                    Ports = served.Request.Ports,
                },
                Cancelled
            );

        (await Should.ThrowAsync<IOException>(() => stranger.ProbeAsync(Cancelled))).Message.ShouldContain("403");
    }

    [Fact]
    public async Task The_secret_is_on_no_command_line_in_no_environment_in_no_log_and_in_no_file()
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox, EnginePlacement.ChildProcess) with { KeepData = true };
        await using var served = await Served.StartAsync(Engine(), request);
        using (var client = Connect(request))
        {
            await PutAsync(client, "hello");
        }

        Processes.CommandLines().ShouldAllBe(line => !line.Contains(Secret));
        Processes.EnvironmentOf(served.Run.ProcessId!.Value).ShouldNotContain(Secret);
        await served.StopAsync();
        served.Log.ShouldNotContain(Secret);
        Processes.FilesWith(sandbox.Root, Secret).ShouldBeEmpty();
    }

    private static ObjectStorageEngine Engine() => new(new EngineProcess());

    private static EngineRequest Request(Sandbox sandbox, EnginePlacement placement) =>
        new()
        {
            ResourceName = "storage",
            Settings = new ObjectStorageSettings("minioadmin", Secret) { Buckets = ["uploads"] },
            StateDirectory = sandbox["state"],
            SharedDirectory = sandbox.Root,
            Placement = placement,
            Ports = new Dictionary<string, int> { ["http"] = Served.FreePort() },
        };

    private static AmazonS3Client Connect(EngineRequest request)
    {
        var settings = (ObjectStorageSettings)request.Settings;
        var address = $"http://127.0.0.1:{request.Ports["http"]}";
        return new(settings.AccessKey, settings.SecretKey, new AmazonS3Config { ServiceURL = address, ForcePathStyle = true });
    }

    private static Task PutAsync(AmazonS3Client client, string content) =>
        client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "uploads",
                Key = "a",
                ContentBody = content,
            },
            Cancelled
        );

    private static async Task<string> GetAsync(AmazonS3Client client)
    {
        using var answer = await client.GetObjectAsync("uploads", "a", Cancelled);
        return await new StreamReader(answer.ResponseStream).ReadToEndAsync(Cancelled);
    }
}
