using System.Net.Sockets;
using Platform.Engines.Host.Child;
using Platform.Engines.Host.Protocol;
using Platform.Engines.Host.Runs;
using Platform.Hosting;

namespace Engines.Tests.Host;

/// <summary>The child's side of the protocol, and where it listens.</summary>
public sealed class EngineServerTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Sandbox _sandbox = new();
    private readonly StubEngine _engine = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_end_of_the_connection_stops_the_engine()
    {
        await using var server = new Serving(_sandbox["s"], _engine);
        using (var connection = await MessageConnection.OpenAsync(_sandbox["s"], Cancelled))
        {
            await connection.WriteAsync(StubEngine.Start("kafka"), Cancelled);
            EngineEvent? happened;
            do
            {
                happened = await connection.ReadAsync<EngineEvent>(Cancelled).WaitAsync(s_patience, Cancelled);
            } while (happened is { Kind: not EngineEventKind.Ready });
        }

        await _engine.Stopped.WaitAsync(s_patience, Cancelled);
    }

    [Theory]
    [InlineData("no json\n")]
    [InlineData("{}\n")]
    [InlineData("[1,2]\n")]
    [InlineData("null\n")]
    [InlineData("{\"resource\":1}\n")]
    [InlineData("{\"resource\":\"x\",\"dataDirectory\":\"/x\",\"ports\":{\"tcp\":99999999999}}\n")]
    public async Task What_is_no_start_request_is_refused_and_the_server_goes_on(string sent)
    {
        await using var server = new Serving(_sandbox["s"], _engine);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_sandbox["s"]), Cancelled);
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(sent), Cancelled);

        (await ReadAsync(socket)).ShouldContain("\"failed\"");
        using var next = await MessageConnection.OpenAsync(_sandbox["s"], Cancelled);
        await next.WriteAsync(StubEngine.Start("kafka"), Cancelled);
        (await next.ReadAsync<EngineEvent>(Cancelled).WaitAsync(s_patience, Cancelled)).ShouldBe(
            new EngineEvent(EngineEventKind.Log, "kafka starts")
        );
    }

    [Fact]
    public void All_that_an_engine_is_told_arrives()
    {
        EngineStart[] starts =
        [
            new()
            {
                Resource = "kafka",
                DataDirectory = "/data \"quoted\"",
                Ports = new Dictionary<string, int> { ["tcp"] = 1, ["internal"] = 2 },
                Settings = new KafkaSettings
                {
                    Listeners = [new("tcp", "localhost", 9092), new("internal", "localhost", 9093)],
                    Topics = [new("orders", 3, new Dictionary<string, string> { ["retention.ms"] = "1" })],
                    Configs = new Dictionary<string, string> { ["num.partitions"] = "2" },
                },
            },
            new()
            {
                Resource = "storage",
                DataDirectory = "/data",
                Ports = new Dictionary<string, int> { ["http"] = 3 },
                Settings = new ObjectStorageSettings("access", "s\"ecret\u20ac\n")
                {
                    Region = "eu-west-1",
                    Endpoint = "http://localhost:9000",
                    Buckets = ["uploads"],
                },
            },
            new()
            {
                Resource = "search",
                DataDirectory = "/data",
                Ports = new Dictionary<string, int> { ["http"] = 4, ["internal"] = 5 },
                Settings = new ElasticsearchSettings("{}~()*+!\"")
                {
                    ClusterName = "cluster",
                    NodeName = "node",
                    MemoryBudget = 1L << 32,
                    Endpoint = "http://localhost:9200",
                },
            },
            new()
            {
                Resource = "open",
                DataDirectory = "/data",
                Ports = new Dictionary<string, int> { ["http"] = 4 },
                Settings = new ElasticsearchSettings(null),
            },
        ];

        foreach (var start in starts)
        {
            var bytes = new System.Buffers.ArrayBufferWriter<byte>();
            using (var json = new System.Text.Json.Utf8JsonWriter(bytes))
            {
                json.WriteStartObject();
                start.WriteTo(json);
                json.WriteEndObject();
            }

            using var document = System.Text.Json.JsonDocument.Parse(bytes.WrittenMemory);
            Assert.Equivalent(start, EngineStart.Read(document.RootElement), strict: true);
        }
    }

    [Fact]
    public async Task A_message_without_an_end_is_refused_before_it_fills_the_memory()
    {
        await using var server = new Serving(_sandbox["s"], _engine);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_sandbox["s"]), Cancelled);
        var sent = 0;
        try
        {
            for (var block = new byte[64 * 1024]; sent < 64 * 1024 * 1024; sent += block.Length)
            {
                await socket.SendAsync(block, Cancelled).AsTask().WaitAsync(s_patience, Cancelled);
            }
        }
        catch (SocketException)
        {
            // Hung up on.
        }

        sent.ShouldBeLessThan(8 * 1024 * 1024);
    }

    [Fact]
    public void A_path_too_long_for_a_socket_is_evaded_and_what_a_killed_run_left_is_cleared()
    {
        var deep = Directory.CreateDirectory(_sandbox[new string('d', 100)]).FullName;
        var left = EngineSocket.In(deep);
        File.WriteAllText(left.Path, "");

        var socket = EngineSocket.In(deep);

        socket.Path.Length.ShouldBeLessThan(108);
        File.Exists(left.Path).ShouldBeFalse();
        var directory = Path.GetDirectoryName(socket.Path)!;
        File.GetUnixFileMode(directory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        socket.Delete();
        Directory.Exists(directory).ShouldBeFalse();
        Directory.Exists(_sandbox.Root).ShouldBeTrue();
    }

    public void Dispose() => _sandbox.Dispose();

    private static async Task<string> ReadAsync(Socket socket)
    {
        using var reader = new StreamReader(new NetworkStream(socket));
        return await reader.ReadToEndAsync(Cancelled).WaitAsync(s_patience, Cancelled);
    }

    private sealed class Serving : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stopping = new();
        private readonly EngineServer _server;
        private readonly Task _running;

        public Serving(string path, StubEngine engine)
        {
            _server = EngineServer.Listen(path, engine.StartAsync);
            _running = _server.RunAsync(_stopping.Token);
        }

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            await _running.WaitAsync(s_patience);
            _server.Dispose();
        }
    }
}
