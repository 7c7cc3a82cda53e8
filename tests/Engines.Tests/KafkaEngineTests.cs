using System.Buffers.Binary;
using System.Net.Sockets;
using Platform.Engines.Host;
using Platform.Hosting;

namespace Engines.Tests;

/// <summary>The broker as the host starts it, here and in the child process.</summary>
public sealed class KafkaEngineTests
{
    public static TheoryData<EnginePlacement> Placements => [EnginePlacement.InProcess, EnginePlacement.ChildProcess];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task Kept_data_survives_a_stop_a_snapshot_and_a_restore(EnginePlacement placement)
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox, placement) with { KeepData = true };
        await using (var first = await Served.StartAsync(Engine(), request))
        {
            (await PartitionsAsync(first.Port, "orders")).ShouldBe(3);
            await first.Engine.SnapshotAsync(sandbox["snapshot"], Cancelled);
            await first.StopAsync();
        }

        var without = request with { Settings = Settings(request.Ports["tcp"], topics: []) };
        await using (var second = await Served.StartAsync(Engine(), without))
        {
            (await PartitionsAsync(second.Port, "orders")).ShouldBe(3);
            await second.StopAsync();
        }

        Directory.Delete(Path.Combine(request.StateDirectory, "data"), recursive: true);
        var restored = await Engine().PrepareAsync(without, Cancelled);
        await restored.RestoreAsync(sandbox["snapshot"], Cancelled);
        await using var third = await Served.StartAsync(restored, without);
        (await PartitionsAsync(third.Port, "orders")).ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task Without_a_volume_every_start_is_fresh(EnginePlacement placement)
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox, placement);
        await using (var first = await Served.StartAsync(Engine(), request))
        {
            await first.StopAsync();
        }

        var without = request with { Settings = Settings(request.Ports["tcp"], topics: []) };
        await using var second = await Served.StartAsync(Engine(), without);

        (await PartitionsAsync(second.Port, "orders")).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task A_setting_that_the_broker_refuses_is_told_with_the_resource(EnginePlacement placement)
    {
        using var sandbox = new Sandbox();
        var settings = new KafkaSettings
        {
            Listeners = [new("tcp", "localhost", 1)],
            Configs = new Dictionary<string, string> { ["num.partitions"] = "many" },
        };
        var prepared = await Engine().PrepareAsync(Request(sandbox, placement) with { Settings = settings }, Cancelled);

        var error = await Should.ThrowAsync<EngineException>(() => prepared.StartAsync(new ProcessLauncher(), Cancelled));

        error.Message.ShouldStartWith("kafka: ");
        error.Message.ShouldContain("num.partitions");
    }

    [Fact]
    public async Task Kept_data_survives_kill_9_of_the_process()
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox, EnginePlacement.ChildProcess) with { KeepData = true };
        await using (var first = await Served.StartAsync(Engine(), request))
        {
            await first.KillAsync();
            (await first.Run.Completion).ShouldBe(137);
        }

        var without = request with { Settings = Settings(request.Ports["tcp"], topics: []) };
        await using var second = await Served.StartAsync(Engine(), without);
        (await PartitionsAsync(second.Port, "orders")).ShouldBe(3);
    }

    [Fact]
    public async Task A_missing_port_is_named()
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox, EnginePlacement.InProcess) with { Ports = new Dictionary<string, int>() };

        var error = await Should.ThrowAsync<EngineException>(() => Engine().PrepareAsync(request, Cancelled));

        error.Message.ShouldBe("kafka: Kafka needs a port for the endpoint 'tcp'; the request has none.");
    }

    private static KafkaEngine Engine() => new(new EngineProcess());

    private static EngineRequest Request(Sandbox sandbox, EnginePlacement placement)
    {
        var port = Served.FreePort();
        return new EngineRequest
        {
            ResourceName = "kafka",
            Settings = Settings(port, [new("orders", 3, new Dictionary<string, string>())]),
            StateDirectory = sandbox["state"],
            SharedDirectory = sandbox.Root,
            Placement = placement,
            Ports = new Dictionary<string, int> { ["tcp"] = port },
        };
    }

    private static KafkaSettings Settings(int port, KafkaTopic[] topics) =>
        new() { Listeners = [new("tcp", "localhost", port)], Topics = topics };

    /// <summary>The number of a topic's partitions, by a metadata request of version 4, which may forbid that the topic is made by asking.</summary>
    private static async Task<int> PartitionsAsync(int port, string topic)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, Cancelled);
        var stream = client.GetStream();
        byte[] name = [0, (byte)topic.Length, .. System.Text.Encoding.ASCII.GetBytes(topic)];
        byte[] body = [0, 3, 0, 4, 0, 0, 0, 1, 0xFF, 0xFF, 0, 0, 0, 1, .. name, 0];
        await stream.WriteAsync((byte[])[0, 0, 0, (byte)body.Length, .. body], Cancelled);
        var size = new byte[4];
        await stream.ReadExactlyAsync(size, Cancelled);
        var answer = new byte[BinaryPrimitives.ReadInt32BigEndian(size)];
        await stream.ReadExactlyAsync(answer, Cancelled);

        // After the topic's name: a flag, and the count of its partitions.
        var at = answer.AsSpan().LastIndexOf(name) + name.Length + 1;
        return BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(at));
    }
}
